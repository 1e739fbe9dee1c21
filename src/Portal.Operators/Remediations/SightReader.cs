using System.Text.Json.Nodes;
using Portal.Domain.Remediations.Detection;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;
using Portal.Operators.Rollouts.Cluster;
using Portal.Operators.Rollouts.Documents;
using Portal.Operators.Rollouts.Traffic;

namespace Portal.Operators.Remediations;

/// <summary>
/// Looks at all rollouts at once, from the API server and not from what the operator remembers: three lists, however many rollouts there are, and besides only what
/// no list shows of those that need it.
/// </summary>
internal sealed class SightReader(IKubernetesClient client, TimeProvider time)
{
    private readonly TrafficRouters _routers = new(client, time);
    private readonly RouteClaims _claims = new(client);
    private readonly CredentialReader _credentials = new(client);

    // Since when each has not been answered. Lost with the process, which then waits a minute more before it says so.
    private readonly Dictionary<ResourceKey, (long Generation, DateTimeOffset Since)> _behind = [];

    // Splits that were not as the status says when they were looked at last.
    private readonly Dictionary<ResourceKey, (int Weight, int Accepted)> _apart = [];

    public async Task<IReadOnlyList<ObjectSight>> ReadAsync(string? space, CancellationToken cancellationToken)
    {
        var rollouts = await client.ListAsync(RolloutNames.PluginRollout, space, null, cancellationToken);
        var deployments = await ByRolloutAsync(ResourceKind.Deployment, space, cancellationToken);
        var pods = await ByRolloutAsync(ResourceKind.Pod, space, cancellationToken);
        var sights = new List<ObjectSight>();
        foreach (var rollout in rollouts.Items.Where(rollout => rollout.At("metadata", "deletionTimestamp") is null))
        {
            sights.Add(new(rollout, await ReadAsync(rollout, [.. deployments[rollout.Key()]], [.. pods[rollout.Key()]], cancellationToken)));
        }

        foreach (var gone in _behind.Keys.Union(_apart.Keys).Except(sights.Select(sight => sight.Rollout.Key())).ToList())
        {
            _behind.Remove(gone);
            _apart.Remove(gone);
        }

        return sights;
    }

    private async Task<ILookup<ResourceKey, JsonObject>> ByRolloutAsync(ResourceKind kind, string? space, CancellationToken cancellationToken) =>
        (await client.ListAsync(kind, space, RolloutNames.RolloutLabel, cancellationToken)).Items.ToLookup(item => item.Key() with { Name = item.Label(RolloutNames.RolloutLabel) ?? "" });

    private async Task<RolloutSight> ReadAsync(JsonObject rollout, List<JsonObject> deployments, List<JsonObject> pods, CancellationToken cancellationToken)
    {
        var status = StatusDocument.Read(rollout);
        var spec = SpecDocument.Read(rollout).Spec;
        return new RolloutSight
        {
            Phase = status.Phase,
            TargetVersion = status.Target?.Version ?? rollout.TextAt("spec", "version") ?? "",
            StableVersion = status.Stable?.Version,
            LastGoodVersion = status.History.LastOrDefault(entry => entry.Phase == RolloutPhase.Completed && entry.Revision.Hash != status.Stable?.Hash)?.Revision.Version,
            IsHeld = spec is null || spec.Paused || status.FrozenUntil is not null || status.BudgetHold is not null || status.HeldSince is not null
                || (status.NoDataDeadlineAt is not null && spec.Analysis.NoDataPolicy == NoDataPolicy.Hold),
            Pods = [.. pods.Select(Pod).OfType<PodSight>()],
            Route = await RouteAsync(rollout, status, pods, cancellationToken),
            Refusals = [.. deployments.Select(deployment => Refusal(rollout, deployment)).OfType<QuotaRefusal>()],
            Credentials = status.Phase.IsTerminal() ? [] : await _credentials.ReadAsync(rollout, cancellationToken),
            ProgressedAt = ((DateTimeOffset?[])[status.StepStartedAt, status.StartedAt, status.Weights.AcceptedAt, status.Timeline is [.., var last] ? last.At : null]).Max(),
            ProgressDeadlineAt = status.ProgressDeadlineAt,
            ProgressDeadline = spec?.ProgressDeadline ?? TimeSpan.FromMinutes(10),
            BehindSince = Behind(rollout),
        };
    }

    private static PodSight? Pod(JsonObject pod) => PodReading.Read(pod) is { } read
        ? new(read.Key.Name, read.Arm, pod.TextAt("spec", "nodeName"), read.Ready, read.CrashLooping, read.Restarts)
        : null;

    /// <summary>Only of those whose split the status tells exactly, and while it is not being moved.</summary>
    private async Task<RouteSight?> RouteAsync(JsonObject rollout, RolloutStatus status, List<JsonObject> pods, CancellationToken cancellationToken)
    {
        var target = TrafficTarget.Of(rollout);
        // An HTTPRoute is watched: whoever turns it while nothing runs is noticed by the reconciler at once.
        var isWatched = target.Kind == TrafficKind.GatewayApi && status.Phase.IsTerminal();
        if (isWatched || target.Kind == TrafficKind.ReplicaRatio || status.Weights.Accepted is not { } accepted || accepted != status.Weights.Desired)
        {
            _apart.Remove(rollout.Key());
            return null;
        }

        var view = await _routers.Of(rollout).ReadAsync(rollout, [.. pods.Select(PodReading.Read).OfType<ObservedPod>()], cancellationToken);
        if (view.Route is not { } route)
        {
            return null;
        }

        if (route.CanaryWeight == accepted)
        {
            _apart.Remove(rollout.Key());
            return new(target.ToString(), accepted, accepted, null);
        }

        // A weight is written a moment before the status says so, and the route is read after the status: once is no news.
        var seen = (route.CanaryWeight, accepted);
        var isSeenAgain = _apart.TryGetValue(rollout.Key(), out var before) && before == seen;
        _apart[rollout.Key()] = seen;
        return isSeenAgain ? new(target.ToString(), route.CanaryWeight, accepted, await _claims.FindRivalAsync(rollout, view, cancellationToken)) : null;
    }

    private static QuotaRefusal? Refusal(JsonObject rollout, JsonObject deployment)
    {
        var failed = deployment.ItemsAt("status", "conditions").FirstOrDefault(condition => condition.TextAt("type") == "ReplicaFailure" && condition.TextAt("status") == "True");
        return failed is null ? null : new(
            deployment.Key().Name == RolloutNames.Of(rollout.Key().Name, Arm.Canary) ? Arm.Canary : Arm.Stable,
            (int)(deployment.WholeAt("spec", "replicas") ?? 1), (int)(deployment.WholeAt("status", "replicas") ?? 0), failed.TextAt("message") ?? "");
    }

    private DateTimeOffset? Behind(JsonObject rollout)
    {
        var (key, generation) = (rollout.Key(), rollout.WholeAt("metadata", "generation") ?? 0);
        if (rollout.WholeAt("status", "observedGeneration") >= generation)
        {
            _behind.Remove(key);
            return null;
        }

        if (!_behind.TryGetValue(key, out var known) || known.Generation != generation)
        {
            _behind[key] = known = (generation, time.GetUtcNow());
        }

        return known.Since;
    }
}
