namespace Portal.Operators.Rollouts.Metrics.Settings;

/// <summary>Datadog's timeseries API, with the keys <c>apiKey</c> and <c>applicationKey</c> of a Secret.</summary>
internal sealed record DatadogSettings(Uri Url, SecretRef Secret, WindowQueries Queries) : SourceSettings
{
    /// <summary>The width of Datadog's stretches over the time that is asked for.</summary>
    public override TimeSpan Interval => TimeSpan.FromSeconds(20);
}
