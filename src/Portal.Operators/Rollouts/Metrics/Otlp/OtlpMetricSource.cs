using System.Globalization;
using Portal.Operators.Rollouts.Cluster;
using Portal.Operators.Rollouts.Metrics.Settings;

namespace Portal.Operators.Rollouts.Metrics.Otlp;

/// <summary>Reads what the pods have sent: the resource attributes <c>k8s.namespace.name</c> and <c>k8s.pod.name</c> say which arm it is of.</summary>
internal sealed class OtlpMetricSource(OtlpMetrics metrics, OtlpSettings settings) : IMetricSource
{
    private readonly RequestMetricNames _names = new()
    {
        Metric = settings.Metric, StatusLabel = settings.StatusAttribute, RouteLabel = settings.RouteAttribute, ErrorStatuses = settings.ErrorStatuses,
    };

    private DateTimeOffset _heardAt;

    public Task<MetricReading> ReadAsync(MetricScope scope, CancellationToken cancellationToken)
    {
        var heard = scope.Pods.Select(pod => (Pod: pod, Sent: metrics.Find(pod.Key))).Where(pod => pod.Sent is { } sent && scope.Now - sent.HeardAt <= settings.MaxAge).ToList();
        var counters = heard.Select(pod => Counters(pod.Pod, pod.Sent!, scope.LatencyBound)).OfType<PodCounters>().ToList();
        if (counters.Count == 0)
        {
            return Task.FromResult(MetricReading.Missing($"no pod of this rollout has sent {settings.Metric} in the last {settings.MaxAge.TotalSeconds:0} s"));
        }

        var newest = heard.Max(pod => pod.Sent!.HeardAt);
        var isUnchanged = newest == _heardAt;
        _heardAt = newest;
        return Task.FromResult(new MetricReading(counters) { IsUnchanged = isUnchanged });
    }

    private PodCounters? Counters(ObservedPod pod, OtlpPod sent, TimeSpan latencyBound)
    {
        var counts = new RequestCounts(_names);
        foreach (var (latest, series) in sent.Series.Values.Where(series => series.Latest.Metric == settings.Metric))
        {
            var (count, bounds, buckets) = series.Value;
            counts.Add(new PrometheusSample($"{settings.Metric}_count", latest.Attributes, count));
            var below = 0.0;
            for (var i = 0; i < Math.Min(bounds.Length, buckets.Length); i++)
            {
                below += buckets[i];
                counts.Add(new PrometheusSample(
                    $"{settings.Metric}_bucket", new Dictionary<string, string>(StringComparer.Ordinal) { ["le"] = bounds[i].ToString("R", CultureInfo.InvariantCulture) }, below));
            }
        }

        return counts.IsThere ? counts.Of(pod.Uid, pod.Arm, latencyBound) : null;
    }
}
