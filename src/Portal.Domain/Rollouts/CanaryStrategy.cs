namespace Portal.Domain.Rollouts;

/// <summary>Moves traffic in steps, with analyses, pauses and approvals between them.</summary>
public sealed record CanaryStrategy : RolloutStrategy
{
    public CanaryStrategy(IReadOnlyList<RolloutStep> steps) => Steps = steps;

    public override string Kind => "canary";

    public override IReadOnlyList<RolloutStep> Steps { get; }

    /// <summary>Whether the stable version gives up pods as the canary takes over its traffic. The way back then takes as long as they take to come up again.</summary>
    /// <value>The default is false: the stable version keeps all its pods until the end.</value>
    public bool DynamicStableScale { get; init; }

    public bool Equals(CanaryStrategy? other) => other is not null && DynamicStableScale == other.DynamicStableScale && Steps.SequenceEqual(other.Steps);

    public override int GetHashCode() => Steps.Aggregate(DynamicStableScale ? 18 : 17, HashCode.Combine);
}
