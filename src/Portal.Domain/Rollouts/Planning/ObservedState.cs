namespace Portal.Domain.Rollouts.Planning;

/// <summary>What is there, as far as it concerns one rollout. Null is an object that does not exist.</summary>
public sealed record ObservedState(ObservedWorkload? Stable = null, ObservedWorkload? Canary = null, ObservedRoute? Route = null)
{
    public int StableReady => Stable?.Ready ?? 0;

    public int CanaryReady => Canary?.Ready ?? 0;

    /// <summary>There is a preview Service.</summary>
    public bool HasPreview { get; init; }
}
