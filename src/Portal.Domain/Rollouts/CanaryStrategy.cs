namespace Portal.Domain.Rollouts;

/// <summary>Moves traffic in steps, with analyses, pauses and approvals between them.</summary>
public sealed record CanaryStrategy : RolloutStrategy
{
    public CanaryStrategy(IReadOnlyList<RolloutStep> steps) => Steps = steps;

    public override string Kind => "canary";

    public override IReadOnlyList<RolloutStep> Steps { get; }

    public bool Equals(CanaryStrategy? other) => other is not null && Steps.SequenceEqual(other.Steps);

    public override int GetHashCode() => Steps.Aggregate(17, HashCode.Combine);
}
