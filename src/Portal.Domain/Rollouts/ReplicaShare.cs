namespace Portal.Domain.Rollouts;

/// <summary>
/// Shares made by pods behind one Service. The stable version keeps all of its pods, so that there is always room to go back; the new version gets at most
/// as many. Shares between half and all cannot be had that way, and small ones need many pods.
/// </summary>
public static class ReplicaShare
{
    /// <summary>The canary's pods beside <paramref name="replicas"/> stable ones that come closest to <paramref name="weight"/> percent; at least one.</summary>
    public static int CanaryPods(int replicas, int weight) => weight >= 100
        ? replicas
        : Math.Clamp((int)Math.Round((double)replicas * weight / (100 - weight), MidpointRounding.AwayFromZero), 1, Math.Max(1, replicas));

    /// <summary>The share in percent of <paramref name="canary"/> pods beside <paramref name="stable"/> ones.</summary>
    public static int Percent(int canary, int stable) => canary + stable == 0 ? 0 : (int)Math.Round(100.0 * canary / (canary + stable));
}
