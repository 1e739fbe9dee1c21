using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Cluster;

namespace Portal.Operators.Rollouts.Metrics;

/// <summary>Reads every pod's own <c>/metrics</c> through the API server's pod proxy: no scraper in between, so no scrape interval to wait for.</summary>
internal sealed class PodMetricSource(IKubernetesClient client) : IMetricSource
{
    public async Task<IReadOnlyList<PodCounters>> ReadAsync(IReadOnlyList<ObservedPod> pods, int port, TimeSpan latencyBound, CancellationToken cancellationToken)
    {
        var readings = await Task.WhenAll(pods.Select(pod => ReadAsync(pod, port, latencyBound, cancellationToken)));
        return [.. readings.OfType<PodCounters>()];
    }

    private async Task<PodCounters?> ReadAsync(ObservedPod pod, int port, TimeSpan latencyBound, CancellationToken cancellationToken)
    {
        try
        {
            var text = await client.ReadPodAsync(pod.Key, port, "/metrics", cancellationToken);
            var totals = RequestMetrics.Read(text, latencyBound);
            return totals is var (requests, errors, slow) ? new PodCounters(pod.Uid, pod.Arm, requests, errors, slow) : null;
        }
        catch (Exception e) when (e is HttpRequestException or KubernetesException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
