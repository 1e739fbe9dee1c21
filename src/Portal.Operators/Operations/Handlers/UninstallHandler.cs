using Portal.Domain.Operations;
using Portal.Domain.Plugins;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;

namespace Portal.Operators.Operations.Handlers;

/// <summary>Takes everything of an installation out of the cluster: first the rollout, so that nobody puts back what goes next.</summary>
internal sealed class UninstallHandler(TenantDirectory tenants, IKubernetesClient client, RolloutEnding ending) : IOperationHandler
{
    public string Kind => OperationKind.Uninstall;

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        if (!InstallationId.TryParse(work.Operation.SubjectId, out var id))
        {
            throw new OperationRefusedException($"{work.Operation.SubjectId} is not an installation.");
        }

        var tenant = await tenants.FindAsync(work.Operation.Tenant, cancellationToken) ?? throw new OperationRefusedException("The tenant does not exist.");
        var (plugin, open) = await FindAsync(work, id, cancellationToken);
        var key = new ResourceKey(tenant.Namespace, plugin);
        await client.DeleteAsync(RolloutNames.PluginRollout, key, cancellationToken);
        await client.DeleteAsync(ResourceKind.HttpRoute, key, cancellationToken);
        foreach (var arm in (Arm[])[Arm.Canary, Arm.Stable])
        {
            var owned = key with { Name = RolloutNames.Of(plugin, arm) };
            await client.DeleteAsync(ResourceKind.Deployment, owned, cancellationToken);
            await client.DeleteAsync(ResourceKind.Service, owned, cancellationToken);
        }

        await work.TellAsync("cluster", "succeeded", $"{plugin} is no longer in {tenant.Namespace}.", cancellationToken);
        foreach (var rollout in open)
        {
            await ending.FailAsync(work.Operation.Tenant, rollout, "The plugin was uninstalled.", cancellationToken);
        }

        await using var unit = await work.Units.BeginInAnyStateAsync(work.Operation.Tenant, cancellationToken);
        await using var remove = unit.Command("update installation set state = 'removed', updated_at = $3 where tenant_id = $1 and id = $2")
            .With(unit.Tenant.Value, id.Value, unit.Now);
        await remove.ExecuteNonQueryAsync(cancellationToken);
        unit.Publish(Topic.Installation, id.ToString());
        await unit.CommitAsync(cancellationToken);
    }

    private static async Task<(string Plugin, List<RolloutId> Open)> FindAsync(OperationWork work, InstallationId id, CancellationToken cancellationToken)
    {
        await using var unit = await work.Units.BeginInAnyStateAsync(work.Operation.Tenant, cancellationToken);
        await using var select = unit.Command(
            """
            select p.key, array(select r.id from rollout r where r.tenant_id = i.tenant_id and r.installation_id = i.id and r.finished_at is null)
            from installation i join portal.plugin p on p.id = i.plugin_id where i.tenant_id = $1 and i.id = $2
            """).With(unit.Tenant.Value, id.Value);
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? (row.GetString(0), [.. row.GetFieldValue<Guid[]>(1).Select(RolloutId.From)])
            : throw new OperationRefusedException("The installation does not exist.");
    }
}
