namespace Portal.Operators.Rollouts.Metrics.Settings;

/// <summary>The pods' own metrics page, read through the API server.</summary>
internal sealed record PodsSettings : SourceSettings
{
    public override TimeSpan Interval => TimeSpan.FromSeconds(1);

    public RequestMetricNames Names { get; init; } = RequestMetricNames.Default;

    public string Path { get; init; } = "/metrics";

    /// <summary>Null is the container's first port.</summary>
    public int? Port { get; init; }

    /// <summary>Lines that say that they are older are not read.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromMinutes(1);
}
