using Portal.Operators.Rollouts.Metrics.Settings;

namespace Portal.Operators.Rollouts.Metrics;

/// <summary>Reads a pod's own metrics page: Prometheus' text format 0.0.4 or OpenMetrics 1.0.</summary>
internal static class RequestMetrics
{
    /// <returns>What it has counted; null when the metric is not there at all, or is older than <paramref name="oldest"/>.</returns>
    public static RequestCounts? Read(string text, RequestMetricNames names, DateTimeOffset oldest)
    {
        var counts = new RequestCounts(names);
        var isOpenMetrics = text.AsSpan().TrimEnd().EndsWith("# EOF");
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if ((line.StartsWith(names.Metric) || line.StartsWith("process_start_time_seconds")) && PrometheusLine.TryRead(line, out var sample))
            {
                counts.Add(sample);
            }
        }

        // A page that somebody keeps between looks says when it was made. That is no news.
        var isOld = counts.Timestamp is { } at && at * (isOpenMetrics ? 1000 : 1) < oldest.ToUnixTimeMilliseconds();
        return counts.IsThere && !isOld ? counts : null;
    }
}
