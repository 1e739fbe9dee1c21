using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Analysis;
using Portal.Domain.Rollouts.Planning;
using Portal.Domain.Rollouts.Queueing;
using Portal.Infrastructure.Operations;
using Portal.Operators.Kubernetes;
using Portal.Operators.Objectives;
using Portal.Operators.Rollouts.Cluster;
using Portal.Operators.Rollouts.Documents;
using Portal.Operators.Rollouts.Metrics;
using Portal.Operators.Rollouts.Traffic;

namespace Portal.Operators.Rollouts;

/// <summary>One look at one rollout: read, measure, plan, carry out, remember, tell. Everything that must survive is in the objects.</summary>
internal sealed partial class RolloutReconciler(
    IKubernetesClient client,
    ILeadership leadership,
    IMetricSources metrics,
    IRolloutReporter reporter,
    IDecisionEvents events,
    ITenantHolds holds,
    TimeProvider time,
    ILogger<RolloutReconciler> logger,
    RolloutTurns? turns = null)
{
    // How soon a held rollout notices that its tenant is served again.
    private static readonly TimeSpan LookAtHeldIn = TimeSpan.FromSeconds(2);

    // Config maps and secrets are not watched: that would take the permission to see them all.
    private static readonly TimeSpan LookAtSettingsEvery = TimeSpan.FromSeconds(30);

    // A rival may go at any time, and nothing tells of it.
    private static readonly TimeSpan LookAtRivalIn = TimeSpan.FromSeconds(10);

    private readonly IKubernetesClient _statuses = client.As(RolloutNames.StatusManager);
    private readonly ServedKinds _served = new(client, time);
    private readonly ObjectiveGate _gate = new(client, leadership, time);
    private readonly RolloutObserver _observer = new(client, new TrafficRouters(client.As(RolloutNames.TrafficManager), time));
    private readonly RouteClaims _claims = new(client);
    private readonly ReferencedSettings _settings = new(client);
    private readonly RolloutExecutor _executor = new(client, leadership, new TrafficRouters(client.As(RolloutNames.TrafficManager), time));
    private readonly ConcurrentDictionary<ResourceKey, RolloutWatch> _watches = new();
    private readonly ConcurrentDictionary<ResourceKey, string> _numbers = new();
    private readonly RolloutTurns _turns = turns ?? new(ConcurrencyCaps.Default);

    /// <summary>Told of every plan before it is carried out; null when nobody watches.</summary>
    public IPlanWitness? Witness { get; init; }

    /// <returns>When to look again if nothing happens before; null when nothing is under way.</returns>
    public async Task<TimeSpan?> ReconcileAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        var rollout = await client.FindAsync(RolloutNames.PluginRollout, key, cancellationToken);
        var isDeleted = rollout?.At("metadata", "deletionTimestamp") is not null;
        if (rollout is null || (isDeleted && !RolloutFinalizer.IsSet(rollout)))
        {
            _watches.TryRemove(key, out _);
            _numbers.TryRemove(key, out _);
            _turns.Note(key, null);
            return null;
        }

        // Whatever is written from here on belongs to the trace of whoever asked for the version.
        using var activity = OperationTrace.Continue("reconcile rollout", null, rollout.Annotation(RolloutNames.CorrelationAnnotation) ?? "");
        var before = StatusDocument.Read(rollout);
        var reading = SpecDocument.Read(rollout, isDeleted ? "" : await _settings.ChecksumAsync(rollout, cancellationToken));
        if ((reading.Spec ?? (isDeleted ? SpecDocument.Nothing(rollout, before.Target) : null)) is not { } spec)
        {
            await RefuseAsync(rollout, "InvalidSpec", string.Join(" ", reading.Problems.Select(problem => $"{problem.Path} {problem.Message}.")), cancellationToken);
            return null;
        }

        if (!isDeleted && await _served.FindMissingAsync(TrafficTarget.Of(rollout).Resource, cancellationToken) is { } missing)
        {
            await RefuseAsync(rollout, "MissingCrd", $"This cluster does not know {missing}: install its definition, or name another router in spec.traffic. Traffic is as it was.", cancellationToken);
            return ServedKinds.LookEvery;
        }

        if (!isDeleted && await holds.IsHeldAsync(rollout, cancellationToken))
        {
            return await HoldAsync(key, rollout, spec, before, cancellationToken);
        }

        var observed = await _observer.ObserveAsync(rollout, cancellationToken);
        if (!isDeleted)
        {
            if (await _claims.FindRivalAsync(rollout, observed.Traffic, cancellationToken) is { } rival)
            {
                var target = TrafficTarget.Of(rollout);
                await RefuseAsync(rollout, "Conflict", $"{target} is turned by PluginRollout {rival} already. Give this one a route of its own in {target.Path}.", cancellationToken);
                return LookAtRivalIn;
            }

            if (observed.Traffic.IsForeign && !RolloutFinalizer.IsSet(rollout))
            {
                leadership.Demand();
                rollout = await client.As(RolloutNames.RolloutsManager).ReplaceAsync(RolloutNames.PluginRollout, RolloutFinalizer.Set(rollout), cancellationToken);
            }
        }

        if (!isDeleted && (before.Phase is RolloutPhase.Pending or RolloutPhase.Promoting || spec.Target.Hash != before.Target?.Hash))
        {
            var (obstacle, burn) = await _gate.ReadAsync(key, spec.Target.Hash, before.Phase != RolloutPhase.Promoting, cancellationToken);
            observed = observed with { State = observed.State with { Obstacle = obstacle, Burn = burn } };
        }

        if (!isDeleted && WaitsForItsTurn(spec, before, observed.State))
        {
            observed = observed with { State = observed.State with { Queue = _turns.Ask(rollout, before) } };
        }

        var now = time.GetUtcNow();
        var (report, sample) = await MeasureAsync(key, rollout, spec, before, observed, now, cancellationToken);
        var plan = RolloutPlanner.Plan(spec, RolloutHold.End(before, now), observed.State, report, now);
        Witness?.Planned(rollout, plan);
        _turns.Note(rollout, plan.Status);
        await ExecuteAsync(rollout, observed, spec, plan, cancellationToken);
        if (plan.Actions.Any(action => action is Release))
        {
            return null; // There is nothing left to remember it in.
        }

        var written = await RememberAsync(rollout, before, plan, now, cancellationToken);
        foreach (var entry in plan.Told)
        {
            Told(logger, key.ToString(), entry.Kind, entry.Message);
            events.Tell(rollout, IsBad(entry.Kind), entry.Kind, entry.Message);
        }

        if (plan.Status.Target?.Hash == spec.Target.Hash && (written || sample is not null))
        {
            reporter.Report(new RolloutReading(rollout, plan.Status, sample));
        }

        return plan.Actions.Count > 0 ? TimeSpan.FromMilliseconds(200)
            : NoLaterThanTheSample(key, plan.LookAgainIn, now) ?? (ReferencedSettings.Of(rollout).Count > 0 ? LookAtSettingsEvery : null);
    }

    /// <summary>Tells the portal how things stand although nothing has changed: after a start, when news may have been lost.</summary>
    public void Retell(JsonObject rollout)
    {
        var reading = SpecDocument.Read(rollout);
        var status = StatusDocument.Read(rollout);

        // What is in config maps and secrets was not read for this: then the version has to do.
        var isSame = reading.Spec is { } spec && (ReferencedSettings.Of(rollout).Count > 0 ? status.Target?.Version == spec.Target.Version : status.Target?.Hash == spec.Target.Hash);
        if (isSame)
        {
            reporter.Report(new RolloutReading(rollout, status, null));
        }
    }

    /// <summary>Of how many rollouts something is kept in memory.</summary>
    public int Remembered => _watches.Keys.Union(_numbers.Keys).Count();

    /// <summary>
    /// Whether an object's version is one that a look of ours made by writing nothing but numbers: then its event is no news. That of a transition is
    /// looked at, like anybody's.
    /// </summary>
    public bool IsNumbersOf(ResourceKey rollout, string version) => _numbers.TryGetValue(rollout, out var own) && own == version;

    /// <summary>Takes down which rollouts are under way, as the objects say, before any of them is looked at.</summary>
    public void Seen(ResourceKey key, JsonObject? rollout) => _turns.Note(key, rollout);

    public void Forget()
    {
        _watches.Clear();
        _numbers.Clear();
        _turns.Forget();
    }

    /// <summary>It would begin now, beside a version that users have. What goes back to one that was live lately waits for nobody.</summary>
    private static bool WaitsForItsTurn(RolloutSpec spec, RolloutStatus before, ObservedState observed) =>
        before is { Phase: RolloutPhase.Pending, Stable: not null, SkipsSteps: false } && spec.Target.Hash == before.Target?.Hash
        && observed.Canary?.Revision.Hash != before.Target?.Hash && spec.Abort?.Revision != before.Target?.Hash;

    private async Task ExecuteAsync(JsonObject rollout, ObservedObjects observed, RolloutSpec spec, RolloutPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            await _executor.ExecuteAsync(rollout, observed, plan.Status.Target ?? spec.Target, plan.Actions, cancellationToken);
        }
        catch (KubernetesException refused) when (!refused.IsConflict)
        {
            await (spec.DeletedAt is null
                ? RefuseAsync(rollout, "Degraded", $"The API server refuses what is to be done: {refused.Message}", cancellationToken)
                : RefuseAsync(
                    rollout, "FinalizeBlocked",
                    $"What this rollout changed cannot be restored: {refused.Message} To let it go as it is, annotate it with {RolloutNames.SkipRestoreAnnotation}=true.",
                    cancellationToken));
            throw;
        }
    }

    private async Task<TimeSpan?> HoldAsync(ResourceKey key, JsonObject rollout, RolloutSpec spec, RolloutStatus before, CancellationToken cancellationToken)
    {
        // What is measured after it was held is another matter than what was before.
        _watches.TryRemove(key, out _);
        var now = time.GetUtcNow();
        var held = RolloutHold.Begin(before, now);
        if (await RememberAsync(rollout, before, new RolloutPlan([], held, [], null), now, cancellationToken) && held.Target?.Hash == spec.Target.Hash)
        {
            reporter.Report(new RolloutReading(rollout, held, null));
        }

        return LookAtHeldIn;
    }

    private async Task<(RolloutReport? Report, AnalysisSample? Sample)> MeasureAsync(
        ResourceKey key, JsonObject rollout, RolloutSpec spec, RolloutStatus status, ObservedObjects observed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isMeasured = observed.State.Route is { ReachesCanary: true } && spec.Target.Hash == status.Target?.Hash
            && status.Phase is RolloutPhase.Progressing or RolloutPhase.Paused or RolloutPhase.AwaitingApproval or RolloutPhase.Promoting;
        if (!isMeasured || observed.State.Stable?.Revision.Hash == status.Target?.Hash)
        {
            if (status.Phase.IsTerminal())
            {
                _watches.TryRemove(key, out _);
            }

            return (null, null);
        }

        // Whoever changes how it is judged wants it judged like that from here on.
        var attempt = $"{rollout.TextAt("metadata", "uid")}/{RolloutWatch.AttemptOf(status)}/{rollout.At("spec", "analysis")?.ToJsonString()}";
        RolloutWatch Begin() => new(attempt, spec.Analysis, new PendingReading(metrics.Open(rollout), SourceDocument.Read(rollout, []).Timeout));
        var watch = _watches.AddOrUpdate(key, _ => Begin(), (_, old) => old.Attempt == attempt ? old : Begin());
        return await watch.LookAsync(key, status, observed, WorkloadDocuments.ContainerPort(rollout), now, cancellationToken);
    }

    private async Task<bool> RememberAsync(JsonObject rollout, RolloutStatus before, RolloutPlan plan, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var generation = rollout.WholeAt("metadata", "generation") ?? 0;
        var old = rollout.ObjectAt("status");
        var isNew = old.WholeAt("observedGeneration") != generation || Conditions.IsRefused(old) || !StatusChange.IsOnlyNumbers(before, plan.Status);
        // Numbers alone are written now and then: they are for readers, and the database has them every second.
        if (!isNew && now - (before.Evidence is null ? DateTimeOffset.MinValue : StatusChange.NumbersWrittenAt(old)) < StatusChange.NumbersEvery)
        {
            return false;
        }

        var status = StatusDocument.Write(plan.Status, generation, old, now);
        if (!isNew && !StatusChange.NumbersDiffer(before, plan.Status))
        {
            return false;
        }

        leadership.Demand();
        if (plan.Status.Evidence is not null)
        {
            status["measuredAt"] = StatusDocument.Time(now);
        }

        rollout["status"] = status;
        var written = await _statuses.ReplaceStatusAsync(RolloutNames.PluginRollout, rollout, cancellationToken);
        if (isNew)
        {
            _numbers.TryRemove(rollout.Key(), out _);
        }
        else
        {
            _numbers[rollout.Key()] = written.ResourceVersion();
        }

        return true;
    }

    private async Task RefuseAsync(JsonObject rollout, string reason, string message, CancellationToken cancellationToken)
    {
        Witness?.Refused(rollout, reason, message);
        var status = Conditions.Refused(rollout, reason, message, time.GetUtcNow());
        if (JsonNode.DeepEquals(status, rollout["status"]))
        {
            return;
        }

        leadership.Demand();
        Refused(logger, rollout.Key().ToString(), reason, message);
        events.Tell(rollout, isWarning: true, reason, message);
        rollout["status"] = status;
        await _statuses.ReplaceStatusAsync(RolloutNames.PluginRollout, rollout, cancellationToken);
    }

    /// <summary>A look that something else caused between two samples does not put off the next one.</summary>
    private TimeSpan? NoLaterThanTheSample(ResourceKey key, TimeSpan? next, DateTimeOffset now) =>
        next is { } wait && _watches.TryGetValue(key, out var watch) && watch.NextSampleAt - now is { } due && due > TimeSpan.Zero && due < wait ? due : next;

    private static bool IsBad(string kind) => kind is nameof(RolloutEventKind.RollingBack) or nameof(RolloutEventKind.RolledBack) or nameof(RolloutEventKind.Aborted)
        or nameof(RolloutEventKind.RouteDrift) or nameof(RolloutEventKind.Stalled) or nameof(RolloutEventKind.NoData) or nameof(RolloutEventKind.Failed);

    [LoggerMessage(5101, LogLevel.Information, "{Rollout} {Kind}: {Message}")]
    private static partial void Told(ILogger logger, string rollout, string kind, string message);

    [LoggerMessage(5102, LogLevel.Warning, "{Rollout} is not acted on, {Reason}: {Message}")]
    private static partial void Refused(ILogger logger, string rollout, string reason, string message);
}
