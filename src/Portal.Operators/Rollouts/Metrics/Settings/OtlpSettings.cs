namespace Portal.Operators.Rollouts.Metrics.Settings;

/// <summary>Metrics that the pods, or a collector, send to this operator over OTLP/HTTP.</summary>
internal sealed record OtlpSettings : SourceSettings
{
    /// <summary>OpenTelemetry's SDKs export once a minute unless they are told otherwise; canaries should be told 5 s.</summary>
    public override TimeSpan Interval => TimeSpan.FromSeconds(5);

    /// <summary>A histogram or a sum.</summary>
    public string Metric { get; init; } = "http.server.request.duration";

    public string StatusAttribute { get; init; } = "http.response.status_code";

    public string? RouteAttribute { get; init; } = "http.route";

    public IReadOnlyList<string> ErrorStatuses { get; init; } = ["5xx"];

    /// <summary>Whoever has sent nothing for longer is missing.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromMinutes(2);
}
