namespace Portal.Domain.Rollouts;

/// <summary>How a rollout is judged.</summary>
public sealed record AnalysisSettings
{
    public static AnalysisSettings Default { get; } = new();

    /// <summary>How often both versions are measured.</summary>
    /// <value>The default is 1 second.</value>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The chance that a good version is rolled back, over a whole rollout.</summary>
    /// <value>The default is 0.01.</value>
    public double FalseAlarmRate { get; init; } = 0.01;

    /// <summary>How long measurements may be missing before the rollout is rolled back.</summary>
    /// <value>The default is 2 minutes.</value>
    public TimeSpan NoDataTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A request slower than this counts as slow.</summary>
    /// <value>The default is 500 milliseconds.</value>
    public TimeSpan LatencyBound { get; init; } = TimeSpan.FromMilliseconds(500);
}
