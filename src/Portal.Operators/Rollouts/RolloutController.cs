using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Hosting;
using Portal.Operators.Kubernetes;
using Portal.Operators.Objectives;
using Portal.Operators.Rollouts.Documents;
using Portal.Operators.Remediations;

namespace Portal.Operators.Rollouts;

/// <summary>
/// While this process leads: follows rollouts and what they own, and looks at each that changed or is due. Nothing is kept
/// from one term to the next; everything is found again in the objects.
/// </summary>
internal sealed partial class RolloutController(
    IKubernetesClient client,
    LeaderElection election,
    CrdInstaller definitions,
    RolloutReconciler reconciler,
    ObjectiveLoop objectives,
    OperatorHealth health,
    IOptions<OperatorOptions> options,
    TimeProvider time,
    ILogger<RolloutController> logger,
    LookAgainRequests? again = null) : BackgroundService
{
    // A look is mostly waiting for answers: this many at once keep five hundred canaries at five seconds on time (docs/rollouts/scale.md).
    private const int Workers = 16;

    // The rest of what has begun is no tick.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(0.5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        health.IsLeader = () => election.IsLeader;
        return election.RunAsync(LeadAsync, stoppingToken);
    }

    private async Task LeadAsync(CancellationToken cancellationToken)
    {
        await EnsureDefinitionsAsync(cancellationToken);
        using var queue = new WorkQueue<ResourceKey>(time);
        await using var triggers = await LookAgainTriggers.StartAsync(key => queue.Add(key, isUrgent: true), time, cancellationToken);
        reconciler.Forget();
        health.Queue = () => queue.Count;
        again?.Listen(key => queue.Add(key));
        var retold = false;
        var rollouts = Follow(RolloutNames.PluginRollout, null, (key, rollout) =>
        {
            if (!retold)
            {
                reconciler.Seen(key, rollout);
            }

            // The first list may show what an earlier operator did but could not tell.
            if (rollout is not null && !retold)
            {
                reconciler.Retell(rollout);
            }

            if (rollout is null || !reconciler.IsNumbersOf(key, rollout.ResourceVersion()))
            {
                // Whoever is on the way comes before those who have arrived: after a start there are thousands of them.
                queue.Add(key, isUrgent: retold || rollout is null || IsUnderWay(rollout));
            }
        });
        var deployments = Follow(ResourceKind.Deployment, RolloutNames.RolloutLabel, (key, resource) => Owner(queue, key, resource, isUrgent: retold));
        var routes = Follow(ResourceKind.HttpRoute, RolloutNames.RolloutLabel, (key, resource) => Owner(queue, key, resource, isUrgent: retold));
        List<Task> tasks = [rollouts.RunAsync(cancellationToken), deployments.RunAsync(cancellationToken), routes.RunAsync(cancellationToken)];
        await rollouts.Listed.WaitAsync(cancellationToken);
        retold = true;
        health.IsWatching = true;
        tasks.Add(objectives.RunAsync(cancellationToken));
        tasks.AddRange(Enumerable.Range(0, Workers).Select(_ => WorkAsync(queue, triggers, cancellationToken)));
        try
        {
            await Task.WhenAll(tasks);
        }
        finally
        {
            again?.Listen(null);
            health.IsWatching = false;
        }
    }

    private ListWatch Follow(ResourceKind kind, string? selector, Action<ResourceKey, JsonObject?> changed) =>
        new(client, kind, options.Value.Namespace is { Length: > 0 } only ? only : null, selector, changed, time, logger);

    private static void Owner(WorkQueue<ResourceKey> queue, ResourceKey key, JsonObject? resource, bool isUrgent)
    {
        if (resource?.Label(RolloutNames.RolloutLabel) is { } rollout)
        {
            queue.Add(key with { Name = rollout }, isUrgent);
            return;
        }

        // It is gone, and its labels with it: what we own is named after its rollout.
        queue.Add(key, isUrgent);
        foreach (var arm in (Arm[])[Arm.Stable, Arm.Canary])
        {
            var suffix = $"-{arm.Word()}";
            if (key.Name.EndsWith(suffix, StringComparison.Ordinal))
            {
                queue.Add(key with { Name = key.Name[..^suffix.Length] }, isUrgent);
            }
        }
    }

    private static bool IsUnderWay(JsonObject rollout) =>
        rollout.WholeAt("status", "observedGeneration") != rollout.WholeAt("metadata", "generation") || !StatusDocument.Read(rollout).Phase.IsTerminal();

    private async Task WorkAsync(WorkQueue<ResourceKey> queue, LookAgainTriggers triggers, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var key = await queue.TakeAsync(cancellationToken);
            var started = time.GetTimestamp();
            try
            {
                var next = await reconciler.ReconcileAsync(key, cancellationToken);
                queue.Forget(key);
                await PlanAsync(queue, triggers, key, next, time.GetElapsedTime(started), cancellationToken);

                health.Reconciled(time.GetElapsedTime(started), failed: false);
            }
            catch (KubernetesException e) when (e.IsConflict)
            {
                // Somebody else wrote first: look again, with what they wrote.
                queue.AddRateLimited(key);
            }
            catch (NotLeaderException)
            {
                // Either the term ends in a moment, or the lease is renewed just in time.
                queue.AddRateLimited(key);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // One rollout's trouble is its own: the others go on.
                var wait = queue.AddRateLimited(key);
                health.Reconciled(time.GetElapsedTime(started), failed: true);
                Failed(logger, key.ToString(), e.Message, wait.TotalSeconds, e is HttpRequestException or KubernetesException ? null : e);
            }
            finally
            {
                queue.Done(key);
            }
        }
    }

    /// <summary>Counted from when the look began: a canary that is looked at every five seconds is not looked at every five and a bit.</summary>
    private static async Task PlanAsync(
        WorkQueue<ResourceKey> queue, LookAgainTriggers triggers, ResourceKey key, TimeSpan? next, TimeSpan taken, CancellationToken cancellationToken)
    {
        if (next is not { } delay)
        {
            await triggers.ForgetAsync(key, cancellationToken);
            return;
        }

        var rest = delay - taken > delay / 2 ? delay - taken : delay / 2;
        if (rest < AtOnce)
        {
            queue.AddAfter(key, rest);
            return;
        }

        await triggers.SetAsync(key, rest, cancellationToken);
    }

    private async Task EnsureDefinitionsAsync(CancellationToken cancellationToken)
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                await definitions.EnsureAsync(cancellationToken);
                return;
            }
            catch (Exception e) when (e is HttpRequestException or KubernetesException or TimeoutException)
            {
                var wait = backoff.Next();
                NotInstalled(logger, e.Message, wait.TotalSeconds);
                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }

    [LoggerMessage(5120, LogLevel.Warning, "{Rollout} could not be looked at: {Reason} Again in {Seconds:0.0} s.")]
    private static partial void Failed(ILogger logger, string rollout, string reason, double seconds, Exception? exception);

    [LoggerMessage(5121, LogLevel.Warning, "The custom resource definitions are not in place: {Reason} Again in {Seconds:0.0} s.")]
    private static partial void NotInstalled(ILogger logger, string reason, double seconds);
}
