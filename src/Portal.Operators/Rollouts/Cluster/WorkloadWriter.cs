using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Cluster;

/// <summary>Writes Deployments and Services, each only in the version that was read.</summary>
internal sealed class WorkloadWriter(IKubernetesClient client, ILeadership leadership)
{
    /// <summary>The template is replaced as a whole: what the new version no longer says must not linger. The rest stays as it is.</summary>
    public async Task ApplyAsync(JsonObject rollout, Arm arm, JsonObject? existing, int replicas, JsonObject template, CancellationToken cancellationToken)
    {
        await EnsureServicesAsync(rollout, cancellationToken);
        leadership.Demand();
        if (existing is null)
        {
            await client.CreateAsync(ResourceKind.Deployment, WorkloadDocuments.Deployment(rollout, arm, replicas, template), cancellationToken);
            return;
        }

        var deployment = existing.DeepClone().AsObject();
        KeptTemplate.Forget(deployment);
        await ReplaceAsync(rollout, deployment, replicas, template, cancellationToken);
    }

    /// <summary>The new version's template in the stable Deployment; the last good one stays in it.</summary>
    public async Task RollAsync(JsonObject rollout, JsonObject? existing, RollWorkload roll, RevisionRef target, CancellationToken cancellationToken)
    {
        var template = WorkloadDocuments.Template(rollout, Arm.Stable, target);
        if (existing is null)
        {
            await ApplyAsync(rollout, Arm.Stable, null, roll.Replicas, template, cancellationToken);
            return;
        }

        await EnsureServicesAsync(rollout, cancellationToken);
        leadership.Demand();
        var deployment = existing.DeepClone().AsObject();
        KeptTemplate.Keep(deployment, roll.Keep.Hash);
        await ReplaceAsync(rollout, deployment, roll.Replicas, template, cancellationToken);
    }

    public Task RestoreAsync(JsonObject rollout, JsonObject existing, int replicas, CancellationToken cancellationToken)
    {
        var deployment = existing.DeepClone().AsObject();
        var template = KeptTemplate.Template(deployment)!.DeepClone().AsObject();
        KeptTemplate.Forget(deployment);
        return ReplaceAsync(rollout, deployment, replicas, template, cancellationToken);
    }

    public Task ScaleAsync(JsonObject? deployment, int replicas, CancellationToken cancellationToken)
    {
        if (deployment is null)
        {
            return Task.CompletedTask;
        }

        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = deployment.ResourceVersion() },
            ["spec"] = new JsonObject { ["replicas"] = replicas },
        };
        return client.MergePatchAsync(ResourceKind.Deployment, deployment.Key(), patch, cancellationToken);
    }

    private Task<JsonObject> ReplaceAsync(JsonObject rollout, JsonObject deployment, int replicas, JsonObject template, CancellationToken cancellationToken)
    {
        var spec = deployment.ObjectAt("spec")!;
        spec["template"] = template;
        spec["replicas"] = replicas;
        spec["strategy"] = WorkloadDocuments.UpdateStrategy(rollout);
        return client.ReplaceAsync(ResourceKind.Deployment, deployment, cancellationToken);
    }

    /// <summary>All of them, always: a route that refers to a service which does not exist is not accepted, whatever the weight.</summary>
    private async Task EnsureServicesAsync(JsonObject rollout, CancellationToken cancellationToken)
    {
        foreach (var service in WorkloadDocuments.Services(rollout))
        {
            if (await client.FindAsync(ResourceKind.Service, service.Key(), cancellationToken) is null)
            {
                leadership.Demand();
                await client.CreateAsync(ResourceKind.Service, service, cancellationToken);
            }
        }
    }
}
