using System.Text.Json.Nodes;
using Portal.Domain.Remediations;
using Portal.Domain.Rollouts;
using Portal.Operators.Kubernetes;
using Portal.Operators.Operations;
using Portal.Operators.Operations.Handlers;
using Portal.Operators.Rollouts;
using Portal.Operators.Rollouts.Cluster;
using Portal.Operators.Rollouts.Documents;
using Portal.Operators.Rollouts.Traffic;

namespace Portal.Operators.Remediations;

/// <summary>
/// Each remedy, as what the cluster is asked for. Traffic and pods of a rollout are turned by its reconciler alone; from here it is only told what a person
/// could tell it.
/// </summary>
internal sealed class RemedyActions(IKubernetesClient client, LookAgainRequests again, TimeProvider time)
{
    /// <returns>What was done, in a sentence.</returns>
    public Task<string> ActAsync(RemediationWork about, CancellationToken cancellationToken) => about.Remedy switch
    {
        RemedyKind.LookAgain => LookAgainAsync(about, cancellationToken),
        RemedyKind.RollBack => RollBackAsync(about, cancellationToken),
        RemedyKind.Hold => HoldAsync(about, cancellationToken),
        RemedyKind.DeletePod => DeletePodAsync(about, cancellationToken),
        _ => throw new OperationRefusedException("Only people can help here."),
    };

    private async Task<string> LookAgainAsync(RemediationWork about, CancellationToken cancellationToken)
    {
        if (about.Row.Kind == RemediationKind.RouteDrift && await RivalAsync(about.Rollout, cancellationToken) is { } rival)
        {
            return $"Nothing was done: the rollout {rival} turns the same route.";
        }

        var rollout = about.Rollout;
        if (rollout.Annotation(RolloutNames.LookAgainAnnotation) != about.Mark)
        {
            // The leader hears of it by its watch, or finds it at its next look at everything.
            var annotations = rollout.ObjectAt("metadata", "annotations")?.DeepClone().AsObject() ?? [];
            annotations[RolloutNames.LookAgainAnnotation] = about.Mark;
            rollout["metadata"]!["annotations"] = annotations;
            await client.ReplaceAsync(RolloutNames.PluginRollout, rollout, cancellationToken);
        }

        again.Ask(about.Key);
        return "The operator was asked to look at it anew.";
    }

    private async Task<string?> RivalAsync(JsonObject rollout, CancellationToken cancellationToken)
    {
        var view = await new TrafficRouters(client, time).Of(rollout).ReadAsync(rollout, [], cancellationToken);
        return await new RouteClaims(client).FindRivalAsync(rollout, view, cancellationToken);
    }

    private async Task<string> RollBackAsync(RemediationWork about, CancellationToken cancellationToken)
    {
        var status = StatusDocument.Read(about.Rollout);
        if (status.Phase.IsTerminal() || status.Phase == RolloutPhase.RollingBack)
        {
            return $"Nothing was left to do: it is {status.Phase}.";
        }

        RolloutOrder.Abort(about.Rollout["spec"]!.AsObject(), Order(about, status, about.Row.Found));
        await client.ReplaceAsync(RolloutNames.PluginRollout, about.Rollout, cancellationToken);
        return $"The rollout of version {status.Target?.Version} was told to go back to version {status.Stable?.Version}.";
    }

    private async Task<string> HoldAsync(RemediationWork about, CancellationToken cancellationToken)
    {
        var status = StatusDocument.Read(about.Rollout);
        if (status.Phase.IsTerminal())
        {
            return $"Nothing was left to do: it is {status.Phase}.";
        }

        RolloutOrder.Pause(about.Rollout["spec"]!.AsObject(), Order(about, status, about.Row.Found));
        await client.ReplaceAsync(RolloutNames.PluginRollout, about.Rollout, cancellationToken);
        return "The rollout was paused where it is.";
    }

    private async Task<string> DeletePodAsync(RemediationWork about, CancellationToken cancellationToken)
    {
        var name = about.Attempt.Target ?? throw new OperationRefusedException("No pod is named.");
        var pods = await client.ListAsync(ResourceKind.Pod, about.Key.Namespace, RolloutNames.Selector(about.Key.Name), cancellationToken);
        var read = pods.Items.Select(PodReading.Read).OfType<ObservedPod>().ToList();
        if (read.Find(pod => pod.Key.Name == name) is not { CrashLooping: true } stuck)
        {
            return $"Nothing was left to do: the pod {name} is gone, or does not crash any more.";
        }

        // Never the last one that could answer.
        if (!read.Exists(pod => pod.Ready && pod.Arm == stuck.Arm))
        {
            return "Nothing was done: no other pod of this version is ready.";
        }

        await client.DeleteAsync(ResourceKind.Pod, stuck.Key, cancellationToken);
        return $"The pod {name} was deleted after {stuck.Restarts} restarts.";
    }

    private static RolloutOrder Order(RemediationWork about, RolloutStatus status, string reason) =>
        new(status.Target?.Hash ?? "", about.Attempt.AskedBy, about.Mark, reason, status.StepIndex);
}
