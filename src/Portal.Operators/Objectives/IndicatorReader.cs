using System.Text.Json.Nodes;
using Portal.Domain.Objectives;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;
using Portal.Operators.Rollouts.Cluster;
using Portal.Operators.Rollouts.Documents;
using Portal.Operators.Rollouts.Metrics;

namespace Portal.Operators.Objectives;

/// <summary>Counts of one objective: of a rollout's pods through the rollout's own source, whatever it is.</summary>
internal sealed class IndicatorReader(IKubernetesClient client, IMetricSources sources, ServiceLevelObjective objective)
{
    private readonly CounterDeltas _deltas = new();
    private IMetricSource? _source;
    private string? _sourceText;

    /// <summary>What the reader is about; another objective needs another one.</summary>
    public ServiceLevelObjective Objective => objective;

    /// <returns>What happened since the last time, or why that cannot be said. Neither, the first time.</returns>
    public async Task<(EventCounts? Counts, string? Problem)> ReadAsync(string space, JsonObject? rollout, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (objective.Indicator.Source != "rollout")
        {
            rollout = QueriedService.Of(objective, space);
        }
        else if (rollout is null)
        {
            return (null, $"there is no PluginRollout {objective.Indicator.Total}");
        }

        var text = rollout.At("spec", "analysis", "source")?.ToJsonString() ?? "";
        if (_source is null || text != _sourceText)
        {
            (_source, _sourceText) = (sources.Open(rollout), text);
        }

        var key = rollout.Key();
        var pods = await PodsAsync(key, cancellationToken);
        var scope = new MetricScope(
            key, rollout.TextAt("status", "revision") ?? "", pods, WorkloadDocuments.ContainerPort(rollout), AnalysisSettings.Default.LatencyBound, now);
        var reading = await new PendingReading(_source, SourceDocument.Read(rollout, []).Timeout).ReadAsync(scope, cancellationToken);
        if (reading.IsUnchanged)
        {
            return (null, null);
        }

        // Queries of a service are the same for either arm.
        var counters = reading.Counters.Where(pod => objective.Indicator.Source == "rollout" || pod.Arm == Arm.Stable).ToList();
        return counters.Count == 0
            ? (null, reading.Problem ?? "no pod answers with its request metrics")
            : _deltas.AdvanceTogether(counters) is { } sample ? (new EventCounts(sample.Requests, sample.Errors), null) : (null, null);
    }

    private async Task<List<ObservedPod>> PodsAsync(ResourceKey rollout, CancellationToken cancellationToken)
    {
        var list = await client.ListAsync(ResourceKind.Pod, rollout.Namespace, RolloutNames.Selector(rollout.Name), cancellationToken);
        return [.. list.Items.Select(PodReading.Read).OfType<ObservedPod>().Where(pod => pod.Ready)];
    }
}
