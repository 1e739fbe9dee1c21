using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Cluster;

/// <summary>
/// Carries out a plan's actions. Each write asks for leadership first and applies only to the version that was read, so
/// that whoever was faster wins and we look again.
/// </summary>
internal sealed class RolloutExecutor(IKubernetesClient client, ILeadership leadership)
{
    public async Task ExecuteAsync(JsonObject rollout, ObservedObjects observed, RevisionRef target, IReadOnlyList<RolloutAction> actions, CancellationToken cancellationToken)
    {
        foreach (var action in actions)
        {
            leadership.Demand();
            await (action switch
            {
                SetWeight { CanaryWeight: var weight } => SetWeightAsync(rollout, observed.Route!, weight, cancellationToken),
                ApplyWorkload { Arm: var arm, Replicas: var replicas } =>
                    ApplyAsync(rollout, arm, Deployment(observed, arm), replicas, WorkloadDocuments.Template(rollout, arm, target), cancellationToken),
                CopyCanaryToStable { Replicas: var replicas } => ApplyAsync(
                    rollout, Arm.Stable, observed.StableDeployment, replicas,
                    WorkloadDocuments.Template(rollout, Arm.Stable, observed.CanaryDeployment!.ObjectAt("spec", "template")!), cancellationToken),
                RestoreRoute => client.MergePatchAsync(
                    ResourceKind.HttpRoute, observed.Route!.Key(), RouteAdoption.Restoration(observed.Route!, rollout.Key().Name), cancellationToken),
                Release => ReleaseAsync(rollout, cancellationToken),
                ScaleWorkload { Arm: var arm, Replicas: var replicas } => ScaleAsync(Deployment(observed, arm), replicas, cancellationToken),
                _ => throw new NotSupportedException($"{action.GetType().Name} has no executor."),
            });
        }
    }

    private static JsonObject? Deployment(ObservedObjects observed, Arm arm) => arm == Arm.Stable ? observed.StableDeployment : observed.CanaryDeployment;

    private async Task ApplyAsync(JsonObject rollout, Arm arm, JsonObject? existing, int replicas, JsonObject template, CancellationToken cancellationToken)
    {
        // Both, always: a route that refers to a service which does not exist is not accepted, whatever the weight.
        foreach (var either in (Arm[])[Arm.Stable, Arm.Canary])
        {
            await EnsureServiceAsync(WorkloadDocuments.Service(rollout, either), cancellationToken);
        }

        leadership.Demand();
        if (existing is null)
        {
            await client.CreateAsync(ResourceKind.Deployment, WorkloadDocuments.Deployment(rollout, arm, replicas, template), cancellationToken);
            return;
        }

        // The template is replaced as a whole: what the new version no longer says must not linger. The rest stays as it is.
        var deployment = existing.DeepClone().AsObject();
        var spec = deployment.ObjectAt("spec")!;
        spec["template"] = template;
        spec["replicas"] = replicas;
        await client.ReplaceAsync(ResourceKind.Deployment, deployment, cancellationToken);
    }

    private async Task EnsureServiceAsync(JsonObject service, CancellationToken cancellationToken)
    {
        if (await client.FindAsync(ResourceKind.Service, service.Key(), cancellationToken) is null)
        {
            leadership.Demand();
            await client.CreateAsync(ResourceKind.Service, service, cancellationToken);
        }
    }

    private async Task ScaleAsync(JsonObject? deployment, int replicas, CancellationToken cancellationToken)
    {
        if (deployment is null)
        {
            return;
        }

        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = deployment.ResourceVersion() },
            ["spec"] = new JsonObject { ["replicas"] = replicas },
        };
        await client.MergePatchAsync(ResourceKind.Deployment, deployment.Key(), patch, cancellationToken);
    }

    private async Task SetWeightAsync(JsonObject rollout, JsonObject route, int weight, CancellationToken cancellationToken)
    {
        // Rules are an atomic list in the Gateway API: read, change our two numbers, write back in the same version.
        var rules = route.At("spec", "rules")!.DeepClone().AsArray();
        var changed = new JsonObject { ["spec"] = new JsonObject { ["rules"] = rules } };
        var name = rollout.Key().Name;
        var isFirst = RouteAdoption.IsForeign(route) && !RouteAdoption.IsAdopted(route);
        foreach (var rule in RouteReading.Rules(changed, name))
        {
            RouteWeights.Split(rule, name, weight, isFirst);
        }

        var patch = new JsonObject
        {
            ["metadata"] = RouteAdoption.Metadata(route, name),
            ["spec"] = new JsonObject { ["rules"] = rules.DeepClone() },
        };
        await client.MergePatchAsync(ResourceKind.HttpRoute, route.Key(), patch, cancellationToken);
    }

    private Task<JsonObject> ReleaseAsync(JsonObject rollout, CancellationToken cancellationToken)
    {
        var released = rollout.DeepClone().AsObject();
        released["metadata"]!["finalizers"] = new JsonArray([.. RolloutFinalizer.Others(rollout)]);
        return client.ReplaceAsync(RolloutNames.PluginRollout, released, cancellationToken);
    }
}
