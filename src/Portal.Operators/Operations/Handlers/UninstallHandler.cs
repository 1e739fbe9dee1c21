using Microsoft.EntityFrameworkCore;
using Portal.Domain.Operations;
using Portal.Domain.Plugins;
using Portal.Domain.Rollouts.Planning;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Rollouts;
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

        await using var unit = await work.Units.BeginAsync(work.Operation.Tenant, cancellationToken);
        var installation = await unit.Db.Set<InstallationRow>().SingleAsync(row => row.Id == id, cancellationToken);
        installation.State = InstallationState.Removed;
        installation.UpdatedAt = unit.Now;
        unit.Publish(Topic.Installation, id.ToString());
        await unit.CommitAsync(cancellationToken);
    }

    private static async Task<(string Plugin, List<Domain.Rollouts.RolloutId> Open)> FindAsync(OperationWork work, InstallationId id, CancellationToken cancellationToken)
    {
        await using var unit = await work.Units.BeginAsync(work.Operation.Tenant, cancellationToken);
        var plugin = await (
            from installation in unit.Db.Set<InstallationRow>().AsNoTracking()
            join row in unit.Db.Set<PluginRow>().AsNoTracking() on installation.PluginId equals row.Id
            where installation.Id == id
            select row.Key).SingleOrDefaultAsync(cancellationToken) ?? throw new OperationRefusedException("The installation does not exist.");
        var open = await unit.Db.Set<RolloutRow>().Where(row => row.InstallationId == id && row.FinishedAt == null).Select(row => row.Id).ToListAsync(cancellationToken);
        return (plugin, open);
    }
}
