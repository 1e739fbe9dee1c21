namespace Portal.Domain.Rollouts;

/// <summary>A strategy that was read, or every reason why it could not be.</summary>
public sealed record StrategyReading(RolloutStrategy? Strategy, IReadOnlyList<StrategyProblem> Problems)
{
    public bool IsValid => Strategy is not null && Problems.Count == 0;
}
