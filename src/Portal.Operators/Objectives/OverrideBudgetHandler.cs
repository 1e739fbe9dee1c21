using System.Text.Json.Nodes;
using Portal.Domain.Objectives;
using Portal.Domain.Operations;
using Portal.Operators.Kubernetes;
using Portal.Operators.Operations;
using Portal.Operators.Rollouts;
using Portal.Operators.Rollouts.Documents;

namespace Portal.Operators.Objectives;

/// <summary>Writes who lets new versions begin in spite of an objective, why and until when, onto the rollouts that it holds.</summary>
internal sealed class OverrideBudgetHandler(ObjectiveFactsReader reader, IKubernetesClient client) : IOperationHandler
{
    public string Kind => OperationKind.OverrideBudget;

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var (row, tenant) = await reader.ReadAsync(work, cancellationToken);
        if (row is not { OverrideBy: { } by, OverrideReason: { } why, OverrideUntil: { } until })
        {
            throw new OperationRefusedException("The objective is gone, or nothing lets its rollouts begin.");
        }

        var objective = OpenSloDocument.ReadSpec(row.Name, JsonNode.Parse(row.Spec)).Objective;
        var names = new[] { row.Plugin, objective?.Indicator is { Source: "rollout", Total: var total } ? total : "" }.Where(name => name.Length > 0).Distinct().ToList();
        var found = 0;
        foreach (var name in names)
        {
            if (await client.FindAsync(RolloutNames.PluginRollout, new ResourceKey(tenant.Namespace, name), cancellationToken) is not { } rollout)
            {
                continue;
            }

            var metadata = rollout.ObjectAt("metadata")!;
            var annotations = metadata.ObjectAt("annotations")?.DeepClone().AsObject() ?? [];
            annotations[ObjectiveNames.OverrideAnnotation] = new JsonObject { ["by"] = by, ["why"] = why, ["until"] = StatusDocument.Time(until) }.ToJsonString();
            metadata["annotations"] = annotations;
            await client.ReplaceAsync(RolloutNames.PluginRollout, rollout, cancellationToken);
            found++;
        }

        if (found == 0)
        {
            throw new OperationRefusedException($"There is no rollout of {string.Join(" or ", names)} to let begin.");
        }

        await work.TellAsync("override", "succeeded", $"New versions of {string.Join(" and ", names)} may begin until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC.", cancellationToken);
    }
}
