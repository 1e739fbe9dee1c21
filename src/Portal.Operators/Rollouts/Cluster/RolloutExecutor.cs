using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Traffic;

namespace Portal.Operators.Rollouts.Cluster;

/// <summary>
/// Carries out a plan's actions. Each write asks for leadership first and applies only to the version that was read, so
/// that whoever was faster wins and we look again.
/// </summary>
internal sealed class RolloutExecutor(IKubernetesClient client, ILeadership leadership, TrafficRouters routers)
{
    private readonly WorkloadWriter _workloads = new(client, leadership);

    public async Task ExecuteAsync(JsonObject rollout, ObservedObjects observed, RevisionRef target, IReadOnlyList<RolloutAction> actions, CancellationToken cancellationToken)
    {
        foreach (var action in actions)
        {
            leadership.Demand();
            await ExecuteAsync(rollout, observed, target, action, cancellationToken);
        }
    }

    private Task ExecuteAsync(JsonObject rollout, ObservedObjects observed, RevisionRef target, RolloutAction action, CancellationToken cancellationToken) => action switch
    {
        SetWeight split => routers.Of(rollout).SetAsync(rollout, observed.Traffic, split, cancellationToken),
        RestoreRoute => routers.Of(rollout).RestoreAsync(rollout, observed.Traffic, cancellationToken),
        ApplyWorkload { Arm: var arm, Replicas: var replicas } => _workloads.ApplyAsync(
            rollout, arm, observed.Deployment(arm), replicas, WorkloadDocuments.Template(rollout, arm, target), cancellationToken),
        CopyCanaryToStable { Replicas: var replicas } => _workloads.ApplyAsync(
            rollout, Arm.Stable, observed.StableDeployment, replicas,
            WorkloadDocuments.Template(rollout, Arm.Stable, observed.CanaryDeployment!.ObjectAt("spec", "template")!), cancellationToken),
        RollWorkload roll => _workloads.RollAsync(rollout, observed.StableDeployment, roll, target, cancellationToken),
        RestoreTemplate { Replicas: var replicas } => _workloads.RestoreAsync(rollout, observed.StableDeployment!, replicas, cancellationToken),
        ScaleWorkload { Arm: var arm, Replicas: var replicas } => _workloads.ScaleAsync(observed.Deployment(arm), replicas, cancellationToken),
        RemovePreview => client.DeleteAsync(ResourceKind.Service, rollout.Key() with { Name = RolloutNames.Preview(rollout.Key().Name) }, cancellationToken),
        Release => ReleaseAsync(rollout, cancellationToken),
        _ => throw new NotSupportedException($"{action.GetType().Name} has no executor."),
    };

    private Task<JsonObject> ReleaseAsync(JsonObject rollout, CancellationToken cancellationToken)
    {
        var released = rollout.DeepClone().AsObject();
        released["metadata"]!["finalizers"] = new JsonArray([.. RolloutFinalizer.Others(rollout)]);
        return client.As(RolloutNames.RolloutsManager).ReplaceAsync(RolloutNames.PluginRollout, released, cancellationToken);
    }
}
