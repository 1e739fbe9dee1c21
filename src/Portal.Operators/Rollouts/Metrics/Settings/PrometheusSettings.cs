namespace Portal.Operators.Rollouts.Metrics.Settings;

/// <summary>A Prometheus server, or what speaks its query API.</summary>
internal sealed record PrometheusSettings(Uri Url) : SourceSettings
{
    /// <summary>Prometheus' usual scrape interval.</summary>
    public override TimeSpan Interval => TimeSpan.FromSeconds(15);

    public RequestMetricNames Names { get; init; } = RequestMetricNames.Default;

    public string NamespaceLabel { get; init; } = "namespace";

    public string PodLabel { get; init; } = "pod";

    /// <summary>More label matchers, such as <c>cluster="eu"</c>.</summary>
    public string Selector { get; init; } = "";

    /// <summary>Counters by arm instead of the metric by name; null where the metric is read by name.</summary>
    public PrometheusQueries? Queries { get; init; }

    /// <summary>Bearer token or user and password; null asks without.</summary>
    public SecretRef? Secret { get; init; }

    /// <summary>Series whose newest sample is older are not read.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromMinutes(1);
}
