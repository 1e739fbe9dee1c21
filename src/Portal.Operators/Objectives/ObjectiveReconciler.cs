using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Portal.Domain.Objectives;
using Portal.Domain.Rollouts;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;
using Portal.Operators.Rollouts.Documents;
using Portal.Operators.Rollouts.Metrics;

namespace Portal.Operators.Objectives;

/// <summary>One look at one objective: count, judge, remember. What it remembers is in its status, so that whoever leads next goes on from there.</summary>
internal sealed partial class ObjectiveReconciler(
    IKubernetesClient client, ILeadership leadership, IMetricSources sources, TimeProvider time, ILogger<ObjectiveReconciler> logger)
{
    // Numbers are for readers; a change of state is written at once.
    private static readonly TimeSpan WriteEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (IndicatorReader Reader, ObjectiveStatus Status)> _known = new();

    public void Forget() => _known.Clear();

    public async Task LookAsync(JsonObject resource, CancellationToken cancellationToken)
    {
        var key = resource.Key();
        var reading = OpenSloDocument.ReadSpec(key.Name, resource["spec"]);
        var generation = resource.WholeAt("metadata", "generation") ?? 0;
        if (reading.Objective is not { } objective)
        {
            await WriteAsync(resource, ObjectiveStatusDocument.Invalid(string.Join(" ", reading.Problems.Select(problem => $"{problem.Pointer}: {problem.Message}")), generation), cancellationToken);
            return;
        }

        var uid = resource.TextAt("metadata", "uid") ?? key.ToString();
        var known = _known.GetOrAdd(uid, _ => (new IndicatorReader(client, sources, objective), ObjectiveStatusDocument.Read(resource)));
        if (known.Reader.Objective != objective && known.Reader.Objective.Indicator != objective.Indicator)
        {
            // Other events: what was counted before was of something else.
            known = (new IndicatorReader(client, sources, objective), new(new ObjectiveCounts(), CircuitBreaker.Closed, null, null));
        }

        var now = time.GetUtcNow();
        var rollout = objective.Indicator.Source == "rollout" ? await client.FindAsync(RolloutNames.PluginRollout, key with { Name = objective.Indicator.Total }, cancellationToken) : null;
        var (counts, problem) = await known.Reader.ReadAsync(key.Namespace, rollout, now, cancellationToken);
        known.Status.Counts.Add(now, counts ?? default);
        var report = ObjectiveEvaluation.Evaluate(objective, known.Status.Counts, now);
        var status = Learn(known.Status, rollout, report, now);
        var document = ObjectiveStatusDocument.Write(report, status, problem, generation, now);
        if (status.WrittenAt is null || now - status.WrittenAt >= WriteEvery || Differs(resource.ObjectAt("status"), document))
        {
            await WriteAsync(resource, document, cancellationToken);
            status = status with { WrittenAt = now };
        }

        _known[uid] = (known.Reader, status);
    }

    /// <summary>What the plugin's rollouts have come to since the last look, and whether somebody is paged, as the breaker sees it.</summary>
    private static ObjectiveStatus Learn(ObjectiveStatus status, JsonObject? rollout, ObjectiveReport report, DateTimeOffset now)
    {
        var (breaker, seen) = (status.Breaker, status.RolloutSeenAt);
        foreach (var ended in rollout is null ? [] : StatusDocument.Read(rollout).History.Where(entry => seen is null || entry.FinishedAt > seen))
        {
            breaker = ended.Phase switch
            {
                RolloutPhase.Completed => breaker.Succeeded(),
                RolloutPhase.RolledBack or RolloutPhase.Failed => breaker.Failed(now),
                _ => breaker,
            };
            seen = ended.FinishedAt;
        }

        return status with { Breaker = breaker.Tick(report.IsPaging, now), RolloutSeenAt = seen };
    }

    private static bool Differs(JsonObject? before, JsonObject after) =>
        before.TextAt("state") != after.TextAt("state") || before.FlagAt("paging") != after.FlagAt("paging")
        || before.TextAt("breaker", "state") != after.TextAt("breaker", "state") || before.WholeAt("observedGeneration") != after.WholeAt("observedGeneration");

    private async Task WriteAsync(JsonObject resource, JsonObject status, CancellationToken cancellationToken)
    {
        if (JsonNode.DeepEquals(resource["status"], status))
        {
            return;
        }

        if (resource.TextAt("status", "state") is { } before && before != status.TextAt("state"))
        {
            Changed(logger, resource.Key().ToString(), before, status.TextAt("state") ?? "", status.TextAt("message") ?? "");
        }

        leadership.Demand();
        resource["status"] = status;
        await client.ReplaceStatusAsync(ObjectiveNames.ServiceLevelObjective, resource, cancellationToken);
    }

    [LoggerMessage(5150, LogLevel.Warning, "Objective {Objective} was {Before} and is {After}: {Message}")]
    private static partial void Changed(ILogger logger, string objective, string before, string after, string message);
}
