namespace Portal.Domain.Rollouts;

/// <summary>Sets how many pods the new version has beside the stable one, from here to the promotion. Exactly one of the three is given.</summary>
/// <param name="Replicas">So many pods.</param>
/// <param name="Percent">This share of the stable version's pods, rounded up.</param>
/// <param name="MatchWeight">The canary's share of the traffic as its share of the stable version's pods, rounded up.</param>
public sealed record SetCanaryScaleStep(int? Replicas, int? Percent = null, bool MatchWeight = false) : RolloutStep
{
    /// <summary>How many pods that is; never fewer than one.</summary>
    public int Of(int replicas, int weight)
    {
        var share = MatchWeight ? weight : Percent ?? 100;
        return Math.Max(1, Replicas ?? ((replicas * share) + 99) / 100);
    }

    public override string Describe() => this switch
    {
        { Replicas: { } pods } => $"{pods} canary pods",
        { Percent: { } percent } => $"{percent} % as many canary pods",
        _ => "as many canary pods as its share",
    };
}
