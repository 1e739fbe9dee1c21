using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Cluster;

/// <summary>
/// Writes Deployments and Services, each only in the version that was read. What a Deployment is to be is applied by one field manager and how many pods it
/// has by another, so that an autoscaler's number is never said by whoever says the template; what nobody of ours says stays whoever's it is.
/// </summary>
internal sealed class WorkloadWriter(IKubernetesClient client, ILeadership leadership)
{
    private readonly IKubernetesClient _own = client.As(RolloutNames.RolloutsManager);

    /// <summary>What a template no longer says goes with the apply that no longer says it.</summary>
    public async Task ApplyAsync(JsonObject rollout, Arm arm, JsonObject? existing, int replicas, JsonObject template, CancellationToken cancellationToken)
    {
        await EnsureServicesAsync(rollout, arm, template, cancellationToken);
        leadership.Demand();
        await ApplyAsync(rollout, arm, existing, replicas, template, kept: null, cancellationToken);
    }

    /// <summary>The new version's template in the stable Deployment; the last good one stays in it.</summary>
    public async Task RollAsync(JsonObject rollout, JsonObject? existing, RollWorkload roll, RevisionRef target, CancellationToken cancellationToken)
    {
        await EnsureServicesAsync(rollout, Arm.Stable, template: null, cancellationToken);
        leadership.Demand();
        var kept = existing is null ? null : KeptTemplate.Keep(existing, roll.Keep.Hash);
        await ApplyAsync(rollout, Arm.Stable, existing, roll.Replicas, WorkloadDocuments.Template(rollout, Arm.Stable, target), kept, cancellationToken);
    }

    public Task RestoreAsync(JsonObject rollout, JsonObject existing, int replicas, CancellationToken cancellationToken) =>
        ApplyAsync(rollout, Arm.Stable, existing, replicas, KeptTemplate.Template(existing)!.DeepClone().AsObject(), kept: null, cancellationToken);

    public Task ScaleAsync(JsonObject? deployment, int replicas, CancellationToken cancellationToken) =>
        deployment is null ? Task.CompletedTask : client.ApplyAsync(ResourceKind.Deployment, Scale(deployment, replicas), RolloutNames.ScaleManager, cancellationToken);

    private async Task ApplyAsync(JsonObject rollout, Arm arm, JsonObject? existing, int replicas, JsonObject template, string? kept, CancellationToken cancellationToken)
    {
        var wanted = WorkloadDocuments.Deployment(rollout, arm, replicas, template);
        if (kept is not null)
        {
            wanted["metadata"]!["annotations"] = new JsonObject { [RolloutNames.KeptTemplateAnnotation] = kept };
        }

        if (existing is null)
        {
            await client.ApplyAsync(ResourceKind.Deployment, wanted, RolloutNames.RolloutsManager, cancellationToken);
            return;
        }

        wanted["metadata"]!["resourceVersion"] = existing.ResourceVersion();
        var isScaledElsewhere = FieldOwnership.IsSaidByAnother(existing, RolloutNames.RolloutsManager, "spec", "replicas");
        if (isScaledElsewhere)
        {
            wanted["spec"]!.AsObject().Remove("replicas");
        }

        var applied = await client.ApplyAsync(ResourceKind.Deployment, wanted, RolloutNames.RolloutsManager, cancellationToken);
        if (isScaledElsewhere && applied.WholeAt("spec", "replicas") != replicas)
        {
            leadership.Demand();
            await ScaleAsync(applied, replicas, cancellationToken);
        }
    }

    private static JsonObject Scale(JsonObject deployment, int replicas) => new()
    {
        ["apiVersion"] = ResourceKind.Deployment.ApiVersion,
        ["kind"] = ResourceKind.Deployment.Kind,
        ["metadata"] = new JsonObject
        {
            ["name"] = deployment.Key().Name, ["namespace"] = deployment.Key().Namespace, ["resourceVersion"] = deployment.ResourceVersion(),
        },
        ["spec"] = new JsonObject { ["replicas"] = replicas },
    };

    /// <summary>All of them, always: a route that refers to a service which does not exist is not accepted, whatever the weight.</summary>
    /// <param name="rollout">Whose.</param>
    /// <param name="arm">Whose pods are about to be applied.</param>
    /// <param name="template">Theirs: its Services follow to where they listen, while no traffic is on them. Null leaves those that are there as they are.</param>
    /// <param name="cancellationToken">Ends between two.</param>
    private async Task EnsureServicesAsync(JsonObject rollout, Arm arm, JsonObject? template, CancellationToken cancellationToken)
    {
        var other = arm == Arm.Stable ? Arm.Canary : Arm.Stable;
        foreach (var service in WorkloadDocuments.Services(rollout, arm, template).Concat(WorkloadDocuments.Services(rollout, other, template: null)))
        {
            if (await client.FindAsync(ResourceKind.Service, service.Key(), cancellationToken) is not { } there)
            {
                leadership.Demand();
                // Created and not applied: one that somebody else makes at this moment is theirs.
                await _own.CreateAsync(ResourceKind.Service, service, cancellationToken);
            }
            else if (template is not null && service.Label(RolloutNames.ArmLabel) == arm.Word() && IsOurs(there, rollout) && !ListensAlike(there, service))
            {
                leadership.Demand();
                service["metadata"]!["resourceVersion"] = there.ResourceVersion();
                await client.ApplyAsync(ResourceKind.Service, service, RolloutNames.RolloutsManager, cancellationToken);
            }
        }
    }

    private static bool IsOurs(JsonObject service, JsonObject rollout) =>
        service.ItemsAt("metadata", "ownerReferences").Any(owner => owner.TextAt("uid") == rollout.TextAt("metadata", "uid"));

    private static bool ListensAlike(JsonObject there, JsonObject wanted) => JsonNode.DeepEquals(
        there.ItemsAt("spec", "ports").FirstOrDefault().At("targetPort"), wanted.ItemsAt("spec", "ports").First().At("targetPort"));
}
