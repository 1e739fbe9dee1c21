using System.Globalization;
using Portal.Operators.Rollouts.Cluster;
using Portal.Operators.Rollouts.Metrics.Settings;

namespace Portal.Operators.Rollouts.Metrics.Prometheus;

/// <summary>
/// Reads the raw counters that Prometheus has scraped from the pods, series by series, without any range: resets are seen by pod as when the pods are read
/// directly, and between two scrapes there is nothing new instead of no traffic.
/// </summary>
internal sealed class PrometheusMetricSource(PrometheusClient client, PrometheusSettings settings) : IMetricSource
{
    private double _scrapedAt;

    public async Task<MetricReading> ReadAsync(MetricScope scope, CancellationToken cancellationToken)
    {
        if (settings.Queries is { } queries)
        {
            return await new PrometheusQuerying(client, queries).ReadAsync(scope, cancellationToken);
        }

        var metric = settings.Names.Metric;
        var series = client.QueryAsync($"{{__name__=~\"{metric}(_count|_total|_bucket)?|process_start_time_seconds\",{Matchers(scope)}}}", scope.Rollout.Namespace, cancellationToken);
        var times = await client.QueryAsync(
            $"max by ({settings.PodLabel}) (timestamp({{__name__=~\"{metric}(_count|_total)?\",{Matchers(scope)}}}))", scope.Rollout.Namespace, cancellationToken);
        var answer = await series;
        if ((answer.Problem ?? times.Problem) is { } problem)
        {
            return new MetricReading([], problem) { IsMisconfigured = answer.IsMisconfigured || times.IsMisconfigured };
        }

        var fresh = times.Series.Where(pod => pod.Value >= (scope.Now - settings.MaxAge).ToUnixTimeSeconds()).ToList();
        if (answer.Series.Count == 0 || fresh.Count == 0)
        {
            return MetricReading.Missing(answer.Series.Count == 0
                ? $"Prometheus has no {metric} of namespace {scope.Rollout.Namespace} and this rollout's pods"
                : string.Create(CultureInfo.InvariantCulture, $"Prometheus' newest samples are older than {settings.MaxAge.TotalSeconds:0} s"));
        }

        var newest = fresh.Max(pod => pod.Value);
        var isUnchanged = newest <= _scrapedAt;
        _scrapedAt = newest;
        return new MetricReading(Counters(scope, answer, [.. fresh.Select(Pod)])) { IsUnchanged = isUnchanged };
    }

    private List<PodCounters> Counters(MetricScope scope, PrometheusAnswer answer, HashSet<string> fresh)
    {
        var pods = scope.Pods.DistinctBy(pod => pod.Key.Name).ToDictionary(pod => pod.Key.Name, StringComparer.Ordinal);
        var counts = new Dictionary<string, RequestCounts>(StringComparer.Ordinal);
        foreach (var sample in answer.Series.Where(sample => fresh.Contains(Pod(sample)) && pods.ContainsKey(Pod(sample))))
        {
            if (!counts.TryGetValue(Pod(sample), out var count))
            {
                counts[Pod(sample)] = count = new RequestCounts(settings.Names);
            }

            count.Add(sample);
        }

        return [.. counts.Where(pod => pod.Value.IsThere).Select(pod => Of(pods[pod.Key], pod.Value, scope))];
    }

    private static PodCounters Of(ObservedPod pod, RequestCounts counts, MetricScope scope) => counts.Of(pod.Uid, pod.Arm, scope.LatencyBound);

    private string Pod(PrometheusSample sample) => sample.Labels.GetValueOrDefault(settings.PodLabel, "");

    // Kubernetes names hold nothing that a regular expression or a label value would mind but the dot.
    private string Matchers(MetricScope scope) =>
        $"{settings.NamespaceLabel}=\"{scope.Rollout.Namespace}\",{settings.PodLabel}=~\"{scope.Rollout.Name.Replace(".", "\\\\.", StringComparison.Ordinal)}-(stable|canary)-.+\""
        + (settings.Selector.Length == 0 ? "" : $",{settings.Selector}");
}
