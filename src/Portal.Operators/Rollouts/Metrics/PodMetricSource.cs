using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Cluster;
using Portal.Operators.Rollouts.Metrics.Settings;

namespace Portal.Operators.Rollouts.Metrics;

/// <summary>Reads every pod's own metrics page through the API server's pod proxy: no scraper in between, so no scrape interval to wait for.</summary>
internal sealed class PodMetricSource(IKubernetesClient client, PodsSettings settings) : IMetricSource
{
    public async Task<MetricReading> ReadAsync(MetricScope scope, CancellationToken cancellationToken)
    {
        var readings = await Task.WhenAll(scope.Pods.Select(pod => ReadAsync(pod, scope, cancellationToken)));
        var answered = readings.Count(reading => reading.Answered);
        var counters = readings.Select(reading => reading.Counters).OfType<PodCounters>().ToList();
        return new MetricReading(counters, answered > counters.Count ? $"{answered - counters.Count} of {scope.Pods.Count} pods answer at {settings.Path} without {settings.Names.Metric}" : null);
    }

    private async Task<(PodCounters? Counters, bool Answered)> ReadAsync(ObservedPod pod, MetricScope scope, CancellationToken cancellationToken)
    {
        try
        {
            var text = await client.ReadPodAsync(pod.Key, settings.Port ?? pod.Port ?? scope.Port, settings.Path, cancellationToken);
            return (RequestMetrics.Read(text, settings.Names, scope.Now - settings.MaxAge)?.Of(pod.Uid, pod.Arm, scope.LatencyBound), true);
        }
        catch (Exception e) when (e is HttpRequestException or KubernetesException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (null, false);
        }
    }
}
