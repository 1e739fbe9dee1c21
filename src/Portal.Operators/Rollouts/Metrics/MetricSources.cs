using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Documents;
using Portal.Operators.Rollouts.Metrics.Otlp;
using Portal.Operators.Rollouts.Metrics.Prometheus;
using Portal.Operators.Rollouts.Metrics.Settings;
using Portal.Operators.Rollouts.Metrics.Windows;

namespace Portal.Operators.Rollouts.Metrics;

/// <summary>All the sources there are.</summary>
internal sealed class MetricSources(IKubernetesClient client, OtlpMetrics otlp, TimeProvider time) : IMetricSources, IDisposable
{
    private readonly HttpClient _http = MetricHttp.Create();
    private readonly SecretReader _secrets = new(client);

    public IMetricSource Open(JsonObject rollout) => SourceDocument.Read(rollout, []) switch
    {
        PodsSettings pods => new PodMetricSource(client, pods),
        PrometheusSettings prometheus => new PrometheusMetricSource(new PrometheusClient(_http, _secrets, prometheus), prometheus),
        DatadogSettings datadog => new DatadogMetricSource(_http, _secrets, datadog),
        CloudWatchSettings cloudWatch => new CloudWatchMetricSource(_http, _secrets, cloudWatch, time),
        OtlpSettings sent => new OtlpMetricSource(otlp, sent),
        var other => throw new NotSupportedException($"{other.GetType().Name} has no source."),
    };

    public void Dispose() => _http.Dispose();
}
