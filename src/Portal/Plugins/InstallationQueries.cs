using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Plugins;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Marketplace;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Rollouts;

namespace Portal.Plugins;

/// <summary>What a tenant has installed.</summary>
internal sealed class InstallationQueries(TenantUnitOfWorks units)
{
    public async Task<Result<Page<InstallationView>>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadPlugins) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        // One row a plugin at most, and a tenant has at most a few hundred plugins: one page holds them.
        return new Page<InstallationView>(await ReadAsync(work, i => i.State != InstallationState.Removed, cancellationToken), null);
    }

    /// <param name="caller">Who asks.</param>
    /// <param name="id">An installation's id or a plugin's key.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<Result<InstallationView>> FindAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadPlugins) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        List<InstallationView> found;
        if (InstallationId.TryParse(id, out var installationId))
        {
            found = await ReadAsync(work, i => i.Id == installationId, cancellationToken);
        }
        else
        {
            var plugin = await work.Db.Set<PluginRow>().Where(p => p.Key == id).Select(p => (PluginId?)p.Id).SingleOrDefaultAsync(cancellationToken);
            found = plugin is null ? [] : await ReadAsync(work, i => i.PluginId == plugin && i.State != InstallationState.Removed, cancellationToken);
        }

        return found is [var one] ? one : new NotFound("installation", id);
    }

    private static async Task<List<InstallationView>> ReadAsync(
        TenantUnitOfWork work, System.Linq.Expressions.Expression<Func<InstallationRow, bool>> wanted, CancellationToken cancellationToken)
    {
        var rows = await (
            from installation in work.Db.Set<InstallationRow>().AsNoTracking().Where(wanted)
            join plugin in work.Db.Set<PluginRow>() on installation.PluginId equals plugin.Id
            join listing in work.Db.Set<ListingRow>() on plugin.Id equals listing.PluginId
            orderby plugin.Name
            select new
            {
                installation,
                plugin.Key,
                plugin.Name,
                listing.Icon,
                Rollout = work.Db.Set<RolloutRow>().Where(r => r.InstallationId == installation.Id).OrderByDescending(r => r.CreatedAt)
                    .Select(r => new { r.Id, r.Phase }).FirstOrDefault(),
            }).Take(PageRequest.GreatestLimit).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new InstallationView(
            r.installation.Id.ToString(), r.Key, r.Name, r.Icon, r.installation.State.ToString(), r.installation.Version, JsonNode.Parse(r.installation.Strategy)!,
            r.Rollout?.Id.ToString(), r.Rollout?.Phase, r.installation.CreatedAt, r.installation.UpdatedAt));
    }
}
