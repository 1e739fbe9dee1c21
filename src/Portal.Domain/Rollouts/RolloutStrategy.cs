namespace Portal.Domain.Rollouts;

/// <summary>How a version takes over the traffic. Open for the strategies in this folder only.</summary>
public abstract record RolloutStrategy
{
    private protected RolloutStrategy()
    {
    }

    /// <summary>What a rollout does when nothing was asked for: 10, 25, 50, 100 percent with an analysis at each stop.</summary>
    public static CanaryStrategy Default { get; } = new(
    [
        new SetWeightStep(10), new AnalyzeStep(TimeSpan.FromSeconds(20)),
        new SetWeightStep(25), new AnalyzeStep(TimeSpan.FromSeconds(20)),
        new SetWeightStep(50), new AnalyzeStep(TimeSpan.FromSeconds(20)),
        new SetWeightStep(100),
    ]);

    /// <summary>The word for it in documents: <c>canary</c>, <c>blueGreen</c>, <c>rolling</c>, <c>instant</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The steps the planner walks.</summary>
    public abstract IReadOnlyList<RolloutStep> Steps { get; }

    /// <summary>Whether any step judges measurements, so that missing ones must hold the rollout.</summary>
    public bool Analyzes => Steps.Any(step => step is AnalyzeStep);
}
