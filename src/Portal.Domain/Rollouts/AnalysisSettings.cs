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

    /// <value>The default is to roll back.</value>
    public NoDataPolicy NoDataPolicy { get; init; }

    /// <summary>A request slower than this counts as slow.</summary>
    /// <value>The default is 500 milliseconds.</value>
    public TimeSpan LatencyBound { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How many times as often as the stable version the canary may fail or be slow without being called worse.</summary>
    /// <value>The default is 1.</value>
    public double ToleratedRatio { get; init; } = 1;

    /// <summary>How long after the first sample nothing is compared, for versions that start slowly. A canary that fails outright is stopped all the same.</summary>
    /// <value>The default is none.</value>
    public TimeSpan WarmUp { get; init; }

    /// <summary>The share of requests that should succeed, such as 0.999; above 0 and below 1.</summary>
    /// <value>The default is null: the canary is compared with the stable version only.</value>
    public double? ObjectiveTarget { get; init; }

    /// <summary>How many failed requests the canary may cost beyond what the stable version would have.</summary>
    /// <value>The default is null: no cap.</value>
    public long? SpendCap { get; init; }

    /// <summary>How long the new version has all the traffic before the old pods are replaced.</summary>
    /// <value>The default is null: they are replaced at once.</value>
    public TimeSpan? WatchWindow { get; init; }

    /// <summary>An analysis may end early once the canary is shown to fail at most so many times as often as the stable version; above 1.</summary>
    /// <value>The default is null: never early.</value>
    public double? EarlyPromotionRatio { get; init; }
}
