using Microsoft.EntityFrameworkCore;
using Portal.Domain.Rollouts;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Rollouts;
using Portal.Infrastructure.Tenancy;

namespace Portal.Operators.Operations.Handlers;

/// <summary>Reads what the portal's tables say about the rollout that an operation is about.</summary>
internal sealed class RolloutFactsReader(TenantDirectory tenants)
{
    public async Task<RolloutFacts> ReadAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var tenant = await tenants.FindAsync(work.Operation.Tenant, cancellationToken) ?? throw new OperationRefusedException("The tenant does not exist.");
        await using var unit = await work.Units.BeginAsync(work.Operation.Tenant, cancellationToken);
        if (!RolloutId.TryParse(work.Operation.SubjectId, out var id))
        {
            throw new OperationRefusedException($"{work.Operation.SubjectId} is not a rollout.");
        }

        var found = await (
            from rollout in unit.Db.Set<RolloutRow>().AsNoTracking()
            join installation in unit.Db.Set<InstallationRow>().AsNoTracking() on rollout.InstallationId equals installation.Id
            join plugin in unit.Db.Set<PluginRow>().AsNoTracking() on rollout.PluginId equals plugin.Id
            join version in unit.Db.Set<PluginVersionRow>().AsNoTracking() on new { rollout.PluginId, Version = rollout.ToVersion } equals new { version.PluginId, version.Version }
            where rollout.Id == id
            select new { rollout, installation, plugin.Key, version.Digest, version.Manifest }).SingleOrDefaultAsync(cancellationToken);
        return found is null
            ? throw new OperationRefusedException("The rollout or its plugin version does not exist.")
            : new RolloutFacts(found.rollout, found.installation, found.Key, found.Digest, ManifestJson.Read(found.Manifest), tenant.Namespace);
    }
}
