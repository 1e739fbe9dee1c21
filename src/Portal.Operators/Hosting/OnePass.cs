using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;
using Portal.Operators.Rollouts.Metrics;
using Portal.Operators.Rollouts.Metrics.Otlp;

namespace Portal.Operators.Hosting;

/// <summary>Looks at every rollout once and says what it does: for a person who wants to see, or who wants no operator running.</summary>
internal sealed class OnePass(
    IKubernetesClient client, LeaderElection election, CrdInstaller definitions, ITenantHolds holds, TimeProvider time, ILoggerFactory loggers, TextWriter output)
    : IPlanWitness
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private bool _wasTold;

    /// <returns>The process' exit code.</returns>
    public async Task<int> RunAsync(OperatorArguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.DryRun)
        {
            return await PassAsync(new ReadOnlyClient(client), new UncontestedLeadership(), arguments.Namespace, cancellationToken);
        }

        var code = 3;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(Patience);
        try
        {
            await election.RunAsync(
                async term =>
                {
                    await definitions.EnsureAsync(term);
                    code = await PassAsync(client, election, arguments.Namespace, term);
                    await stop.CancelAsync();
                },
                stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Either it is done, or nobody let us lead.
        }

        if (code == 3)
        {
            await output.WriteLineAsync("Another operator leads: nothing was done. See what it would do with --dry-run.");
        }

        return code;
    }

    public void Planned(JsonObject rollout, RolloutPlan plan)
    {
        _wasTold = true;
        var status = plan.Status;
        output.WriteLine($"{rollout.Key().Namespace}/{rollout.Key().Name} {status.Target?.Version} {status.Phase} {status.Share} %: {status.Message}");
        foreach (var action in plan.Actions)
        {
            output.WriteLine($"  {PlanWords.Of(action)}");
        }
    }

    public void Refused(JsonObject rollout, string reason, string message)
    {
        _wasTold = true;
        output.WriteLine($"{rollout.Key().Namespace}/{rollout.Key().Name} {reason}: {message}");
    }

    private async Task<int> PassAsync(IKubernetesClient cluster, ILeadership leadership, string? @namespace, CancellationToken cancellationToken)
    {
        using var sources = new MetricSources(cluster, new OtlpMetrics(time), time);
        var reconciler = new RolloutReconciler(
            cluster, leadership, sources, new SilentReporter(), new SilentEvents(), holds, new SteadyTime(time), loggers.CreateLogger<RolloutReconciler>()) { Witness = this };
        try
        {
            var rollouts = (await cluster.ListAsync(RolloutNames.PluginRollout, @namespace, null, cancellationToken)).Items;
            if (rollouts.Count == 0)
            {
                await output.WriteLineAsync($"There is no PluginRollout{(@namespace is null ? "" : $" in namespace {@namespace}")}.");
            }

            var code = 0;
            foreach (var rollout in rollouts)
            {
                code = Math.Max(code, await LookAsync(reconciler, rollout.Key(), cancellationToken));
            }

            return code;
        }
        catch (KubernetesException missing) when (missing.IsNotFound)
        {
            await output.WriteLineAsync("The cluster does not know PluginRollout: kubectl apply -f charts/portal/crds, or --once without --dry-run.");
            return 1;
        }
    }

    private async Task<int> LookAsync(RolloutReconciler reconciler, ResourceKey key, CancellationToken cancellationToken)
    {
        _wasTold = false;
        try
        {
            await reconciler.ReconcileAsync(key, cancellationToken);
            if (!_wasTold)
            {
                await output.WriteLineAsync($"{key.Namespace}/{key.Name}: held, or gone.");
            }

            return 0;
        }
        catch (Exception refused) when (refused is KubernetesException or HttpRequestException or NotLeaderException)
        {
            await output.WriteLineAsync($"{key.Namespace}/{key.Name}: {refused.Message}");
            return 1;
        }
    }
}
