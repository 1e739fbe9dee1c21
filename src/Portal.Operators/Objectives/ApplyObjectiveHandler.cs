using System.Text.Json.Nodes;
using Portal.Domain.Operations;
using Portal.Infrastructure.Objectives;
using Portal.Infrastructure.Tenancy;
using Portal.Operators.Kubernetes;
using Portal.Operators.Operations;
using Portal.Operators.Rollouts;
using Portal.Operators.Tenancy;

namespace Portal.Operators.Objectives;

/// <summary>Writes an objective as the portal has it now: of two orders that overtake each other both write the newer.</summary>
internal sealed class ApplyObjectiveHandler(ObjectiveFactsReader reader, TenantNamespace namespaces, IKubernetesClient client) : IOperationHandler
{
    public string Kind => OperationKind.ApplyObjective;

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var (row, tenant) = await reader.ReadAsync(work, cancellationToken);
        if (row is null)
        {
            await work.TellAsync("apply", "succeeded", "The objective was deleted meanwhile.", cancellationToken);
            return;
        }

        await namespaces.EnsureAsync(tenant, cancellationToken);
        var key = new ResourceKey(tenant.Namespace, row.Name);
        var spec = JsonNode.Parse(row.Spec)!.AsObject();
        if (await client.FindAsync(ObjectiveNames.ServiceLevelObjective, key, cancellationToken) is not { } existing)
        {
            await client.CreateAsync(
                ObjectiveNames.ServiceLevelObjective,
                new JsonObject
                {
                    ["apiVersion"] = ObjectiveNames.ServiceLevelObjective.ApiVersion,
                    ["kind"] = ObjectiveNames.ServiceLevelObjective.Kind,
                    ["metadata"] = new JsonObject { ["name"] = row.Name, ["namespace"] = tenant.Namespace, ["labels"] = Labels(tenant), ["annotations"] = Annotations(row) },
                    ["spec"] = spec,
                },
                cancellationToken);
        }
        else
        {
            existing["spec"] = spec;
            var metadata = existing.ObjectAt("metadata")!;
            metadata["labels"] = Merge(metadata.ObjectAt("labels"), Labels(tenant));
            metadata["annotations"] = Merge(metadata.ObjectAt("annotations"), Annotations(row));
            await client.ReplaceAsync(ObjectiveNames.ServiceLevelObjective, existing, cancellationToken);
        }

        await work.TellAsync("apply", "succeeded", $"Objective {row.Name} is in the cluster; its first numbers come within a minute.", cancellationToken);
    }

    private static JsonObject Labels(TenantInfo tenant) =>
        new() { [RolloutNames.TenantLabel] = tenant.Id.Value.ToString(), [RolloutNames.ManagedByLabel] = RolloutNames.FieldManager };

    private static JsonObject Annotations(ObjectiveRow row) => new() { [ObjectiveNames.RowAnnotation] = row.Id.Value.ToString() };

    private static JsonObject Merge(JsonObject? there, JsonObject ours)
    {
        var merged = there?.DeepClone().AsObject() ?? [];
        foreach (var (name, value) in ours)
        {
            merged[name] = value!.DeepClone();
        }

        return merged;
    }
}
