namespace Portal.Domain.Rollouts;

/// <summary>
/// Replaces the stable version's pods in place, as a Deployment does: nothing is compared, and the pod template before it is put back when the new pods
/// crash or are not ready in time.
/// </summary>
public sealed record RollingStrategy : RolloutStrategy
{
    private static readonly IReadOnlyList<RolloutStep> OnlyStep = [new RollStep()];

    /// <summary>How many pods may be there beyond the wanted ones, in percent of them, rounded up; 1 to 100.</summary>
    /// <value>The default is 25.</value>
    public int MaxSurge { get; init; } = 25;

    /// <summary>How many of the wanted pods may be missing, in percent of them, rounded down; 0 to 100.</summary>
    /// <value>The default is 0.</value>
    public int MaxUnavailable { get; init; }

    public override string Kind => "rolling";

    public override IReadOnlyList<RolloutStep> Steps => OnlyStep;
}
