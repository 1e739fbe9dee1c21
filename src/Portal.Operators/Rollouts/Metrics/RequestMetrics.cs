using System.Globalization;

namespace Portal.Operators.Rollouts.Metrics;

/// <summary>
/// Requests, failures and slow ones out of a pod's metrics: OpenTelemetry's <c>http.server.request.duration</c> as
/// Prometheus shows it. A status of 5xx is a failure.
/// </summary>
internal static class RequestMetrics
{
    private const string Metric = "http_server_request_duration_seconds";
    private const string StatusLabel = "http_response_status_code";

    /// <returns>The totals, or null when the metric is not there at all: that is no measurement, not zero requests.</returns>
    public static (double Requests, double Errors, double Slow)? Read(string text, TimeSpan latencyBound)
    {
        double requests = 0, errors = 0;
        var fast = new Dictionary<double, double>();
        var isThere = false;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (!line.StartsWith(Metric) || !PrometheusLine.TryRead(line, out var sample) || !double.IsFinite(sample.Value) || sample.Value < 0)
            {
                continue;
            }

            if (sample.Name == $"{Metric}_count")
            {
                isThere = true;
                requests += sample.Value;
                errors += sample.Labels.GetValueOrDefault(StatusLabel, "").StartsWith('5') ? sample.Value : 0;
            }
            else if (sample.Name == $"{Metric}_bucket" && double.TryParse(sample.Labels.GetValueOrDefault("le"), NumberStyles.Float, CultureInfo.InvariantCulture, out var bound))
            {
                fast[bound] = fast.GetValueOrDefault(bound) + sample.Value;
            }
        }

        return isThere ? (requests, errors, Slow(requests, fast, latencyBound.TotalSeconds)) : null;
    }

    /// <summary>Counted from the first bucket at or above the bound: a request in it is not certain to be slow.</summary>
    private static double Slow(double requests, Dictionary<double, double> fast, double bound)
    {
        var fitting = fast.Keys.Where(le => le >= bound && double.IsFinite(le)).ToList();
        return fitting.Count == 0 ? 0 : Math.Max(0, requests - fast[fitting.Min()]);
    }
}
