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
    IKubernetesClient client, ILeadership leadership, IMetricSources sources, IObjectiveReporter reporter, TimeProvider time, ILogger<ObjectiveReconciler> logger)
{
    // Numbers are for readers; a change of state is written at once.
    private static readonly TimeSpan WriteEvery = TimeSpan.FromMinutes(1);

    // Whoever is let through shows within that time that it begins; nobody waits longer for one that went away.
    private static readonly TimeSpan TrialBeginsWithin = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (IndicatorReader Reader, ObjectiveStatus Status)> _known = new();

    private readonly ConcurrentDictionary<string, bool> _invalid = new();

    public void Forget()
    {
        _known.Clear();
        _invalid.Clear();
    }

    /// <summary>It is no longer there.</summary>
    public void Lose(JsonObject resource)
    {
        _known.TryRemove(resource.TextAt("metadata", "uid") ?? "", out _);
        _invalid.TryRemove(resource.Key().ToString(), out _);
        reporter.Report(new(resource, null, null, CircuitBreaker.Closed, 0, IsGone: true, time.GetUtcNow()));
    }

    public async Task LookAsync(JsonObject resource, CancellationToken cancellationToken)
    {
        var key = resource.Key();
        var now = time.GetUtcNow();
        var reading = OpenSloDocument.ReadSpec(key.Name, resource["spec"]);
        var generation = resource.WholeAt("metadata", "generation") ?? 0;
        if (reading.Objective is not { } objective)
        {
            var problems = string.Join(" ", reading.Problems.Select(problem => $"{problem.Pointer}: {problem.Message}"));
            if (await WriteAsync(resource, ObjectiveStatusDocument.Invalid(problems, generation), cancellationToken) || _invalid.TryAdd(key.ToString(), true))
            {
                reporter.Report(new(resource, null, null, CircuitBreaker.Closed, 0, IsGone: false, now));
            }

            return;
        }

        var uid = resource.TextAt("metadata", "uid") ?? key.ToString();
        var known = _known.GetOrAdd(uid, _ => (new IndicatorReader(client, sources, objective), ObjectiveStatusDocument.Read(resource)));
        if (known.Reader.Objective != objective && known.Reader.Objective.Indicator != objective.Indicator)
        {
            // Other events: what was counted before was of something else.
            known = (new IndicatorReader(client, sources, objective), new(new ObjectiveCounts(), CircuitBreaker.Closed, null, null));
        }

        var rollout = objective.Indicator.Source == "rollout" ? await client.FindAsync(RolloutNames.PluginRollout, key with { Name = objective.Indicator.Total }, cancellationToken) : null;
        var served = objective.Service.Length == 0 || objective.Service == rollout?.Key().Name
            ? null
            : await client.FindAsync(RolloutNames.PluginRollout, key with { Name = objective.Service }, cancellationToken);
        var (counts, problem) = await known.Reader.ReadAsync(key.Namespace, rollout, now, cancellationToken);
        known.Status.Counts.Add(now, counts ?? default);
        var report = ObjectiveEvaluation.Evaluate(objective, known.Status.Counts, now);
        var status = Learn(WithTrial(known.Status, ObjectiveStatusDocument.Breaker(resource)), [.. new[] { rollout, served }.OfType<JsonObject>()], report, now);
        var document = ObjectiveStatusDocument.Write(report, status, problem, generation, now);
        if (status.WrittenAt is null || now - status.WrittenAt >= WriteEvery || Differs(resource.ObjectAt("status"), document))
        {
            await WriteAsync(resource, document, cancellationToken);
            status = status with { WrittenAt = now };
            var hourBurn = ErrorBudget.BurnRate(status.Counts.Over(now, TimeSpan.FromHours(1)), objective.Target);
            reporter.Report(new(resource, objective, report, status.Breaker, hourBurn, IsGone: false, now));
        }

        _known[uid] = (known.Reader, status);
    }

    /// <summary>The gate writes whom it let through into the object.</summary>
    private static ObjectiveStatus WithTrial(ObjectiveStatus status, CircuitBreaker written) => status.Breaker.State == CircuitState.HalfOpen && written.State == CircuitState.HalfOpen
        ? status with { Breaker = status.Breaker with { Trial = written.Trial, TrialAt = written.TrialAt } }
        : status;

    /// <summary>What the plugin's rollouts have come to since the last look, and whether somebody is paged, as the breaker sees it.</summary>
    private static ObjectiveStatus Learn(ObjectiveStatus status, IReadOnlyList<JsonObject> rollouts, ObjectiveReport report, DateTimeOffset now)
    {
        var (breaker, seen) = (status.Breaker, status.RolloutSeenAt);
        var read = rollouts.Select(rollout => (rollout.Key().Name, Status: StatusDocument.Read(rollout))).ToList();
        var ended = read.SelectMany(rollout => rollout.Status.History.Select(entry => (rollout.Name, Entry: entry)))
            .Where(one => seen is null || one.Entry.FinishedAt > seen).OrderBy(one => one.Entry.FinishedAt);
        foreach (var (name, entry) in ended)
        {
            breaker = entry.Phase switch
            {
                RolloutPhase.Completed => breaker.Succeeded(),
                RolloutPhase.RolledBack or RolloutPhase.Failed => breaker.Failed(now),
                _ when breaker.Trial == $"{name}/{entry.Revision.Hash}" => breaker.GivenUp(),
                _ => breaker,
            };
            seen = entry.FinishedAt;
        }

        if (breaker is { Trial: { } trial, TrialAt: { } since } && now - since >= TrialBeginsWithin && !read.Any(rollout => trial == $"{rollout.Name}/{rollout.Status.Target?.Hash}"))
        {
            breaker = breaker.GivenUp();
        }

        return status with { Breaker = breaker.Tick(report.IsPaging, now), RolloutSeenAt = seen };
    }

    private static bool Differs(JsonObject? before, JsonObject after) =>
        before.TextAt("state") != after.TextAt("state") || before.FlagAt("paging") != after.FlagAt("paging")
        || before.TextAt("breaker", "state") != after.TextAt("breaker", "state") || before.TextAt("breaker", "trial") != after.TextAt("breaker", "trial") || before.WholeAt("observedGeneration") != after.WholeAt("observedGeneration");

    /// <returns>Whether it was another one than before.</returns>
    private async Task<bool> WriteAsync(JsonObject resource, JsonObject status, CancellationToken cancellationToken)
    {
        if (JsonNode.DeepEquals(resource["status"], status))
        {
            return false;
        }

        if (resource.TextAt("status", "state") is { } before && before != status.TextAt("state"))
        {
            Changed(logger, resource.Key().ToString(), before, status.TextAt("state") ?? "", status.TextAt("message") ?? "");
        }

        leadership.Demand();
        resource["status"] = status;
        await client.ReplaceStatusAsync(ObjectiveNames.ServiceLevelObjective, resource, cancellationToken);
        return true;
    }

    [LoggerMessage(5150, LogLevel.Warning, "Objective {Objective} was {Before} and is {After}: {Message}")]
    private static partial void Changed(ILogger logger, string objective, string before, string after, string message);
}
