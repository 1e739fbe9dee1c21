namespace Portal.Operators.Rollouts.Metrics.Settings;

/// <summary>How requests are counted: by default OpenTelemetry's <c>http.server.request.duration</c> as Prometheus shows it.</summary>
internal sealed record RequestMetricNames
{
    public static RequestMetricNames Default { get; } = new();

    /// <summary>A histogram, of which <c>_count</c> and <c>_bucket</c> are read, or a counter with or without <c>_total</c>.</summary>
    public string Metric { get; init; } = "http_server_request_duration_seconds";

    public string StatusLabel { get; init; } = "http_response_status_code";

    /// <summary>Routes are judged by themselves as well; null tells none apart.</summary>
    public string? RouteLabel { get; init; } = "http_route";

    /// <summary>Values of the status label that are failures; <c>5xx</c> is all of three characters that begin with 5.</summary>
    public IReadOnlyList<string> ErrorStatuses { get; init; } = ["5xx"];

    public bool IsError(string status)
    {
        foreach (var pattern in ErrorStatuses)
        {
            if (pattern == status || (pattern is [var first, 'x', 'x'] && status is [var digit, _, _] && digit == first))
            {
                return true;
            }
        }

        return false;
    }
}
