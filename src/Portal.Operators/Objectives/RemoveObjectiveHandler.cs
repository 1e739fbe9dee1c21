using Portal.Domain.Operations;
using Portal.Infrastructure.Database;
using Portal.Operators.Kubernetes;
using Portal.Operators.Operations;

namespace Portal.Operators.Objectives;

/// <summary>Takes an objective out of the cluster, then out of the portal with its history.</summary>
internal sealed class RemoveObjectiveHandler(ObjectiveFactsReader reader, IKubernetesClient client) : IOperationHandler
{
    public string Kind => OperationKind.RemoveObjective;

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var (row, tenant) = await reader.ReadAsync(work, cancellationToken);
        if (row is null)
        {
            await work.TellAsync("remove", "succeeded", "The objective is gone already.", cancellationToken);
            return;
        }

        await client.DeleteAsync(ObjectiveNames.ServiceLevelObjective, new ResourceKey(tenant.Namespace, row.Name), cancellationToken);
        await using var unit = await work.Units.BeginAsync(work.Operation.Tenant, cancellationToken);
        await using var delete = unit.Command("delete from objective where tenant_id = $1 and id = $2 and state = 'removing'").With(unit.Tenant.Value, row.Id.Value);
        await delete.ExecuteNonQueryAsync(cancellationToken);
        unit.Publish(Topic.Objective, row.Id.ToString());
        await unit.CommitAsync(cancellationToken);
        await work.TellAsync("remove", "succeeded", $"Objective {row.Name} is no longer in {tenant.Namespace}.", cancellationToken);
    }
}
