namespace Portal.Operators.Rollouts.Metrics.Settings;

/// <summary>CloudWatch's GetMetricData, with the keys <c>accessKeyId</c>, <c>secretAccessKey</c> and, for temporary ones, <c>sessionToken</c> of a Secret.</summary>
internal sealed record CloudWatchSettings(Uri Url, string Region, SecretRef Secret, WindowQueries Queries) : SourceSettings
{
    public override TimeSpan Interval => Period;

    /// <summary>The width of a stretch: 1, 5, 10 or 30 s for metrics of high resolution, else whole minutes.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromMinutes(1);
}
