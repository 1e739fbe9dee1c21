using System.Globalization;
using System.Text;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Traffic;

/// <summary>Prometheus text exposition, version 0.0.4.</summary>
internal static class MetricsText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private const string Name = "http_server_request_duration_seconds";

    public static string Of(PodCounters counters)
    {
        var text = new StringBuilder()
            .Append("# HELP ").Append(Name).Append(" Duration of HTTP server requests (local simulation).\n")
            .Append("# TYPE ").Append(Name).Append(" histogram\n");
        Append(text, counters.Good, "200");
        Append(text, counters.Bad, "500");
        return text.ToString();
    }

    public static string Of(IEnumerable<(ObjectKey Route, string Backend, RouteTotals Totals)> totals)
    {
        var text = new StringBuilder()
            .Append("# HELP simulated_route_requests_total Requests that users of a route sent (local simulation).\n")
            .Append("# TYPE simulated_route_requests_total counter\n");
        foreach (var (route, backend, seen) in totals)
        {
            Append(text, route, backend, "200", seen.Requests - seen.Failed - seen.Unserved);
            Append(text, route, backend, "500", seen.Failed);
            Append(text, route, backend, "503", seen.Unserved);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ObjectKey route, string backend, string code, long count) => text.Append(
        CultureInfo.InvariantCulture,
        $"simulated_route_requests_total{{namespace=\"{route.Namespace}\",route=\"{route.Name}\",backend=\"{backend}\",code=\"{code}\"}} {count}\n");

    private static void Append(StringBuilder text, RequestHistogram histogram, string code)
    {
        var labels = $"http_request_method=\"GET\",http_response_status_code=\"{code}\",http_route=\"/\"";
        foreach (var (bound, count) in histogram.Cumulative())
        {
            text.Append(CultureInfo.InvariantCulture, $"{Name}_bucket{{{labels},le=\"{bound}\"}} {count}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{Name}_bucket{{{labels},le=\"+Inf\"}} {histogram.Count}\n");
        text.Append(CultureInfo.InvariantCulture, $"{Name}_sum{{{labels}}} {histogram.Sum:0.######}\n");
        text.Append(CultureInfo.InvariantCulture, $"{Name}_count{{{labels}}} {histogram.Count}\n");
    }
}
