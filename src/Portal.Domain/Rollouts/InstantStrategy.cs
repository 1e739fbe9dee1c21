namespace Portal.Domain.Rollouts;

/// <summary>All traffic moves at once, as soon as the new version's pods are ready.</summary>
public sealed record InstantStrategy : RolloutStrategy
{
    private static readonly IReadOnlyList<RolloutStep> OnlyStep = [new SetWeightStep(100)];

    public override string Kind => "instant";

    public override IReadOnlyList<RolloutStep> Steps => OnlyStep;
}
