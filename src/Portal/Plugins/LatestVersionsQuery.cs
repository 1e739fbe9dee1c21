using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Plugins;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;

namespace Portal.Plugins;

/// <summary>The newest version of every plugin that may be installed, by the plugin's key; a release before any prerelease.</summary>
internal sealed class LatestVersionsQuery(TenantUnitOfWorks units)
{
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadPlugins) is not null)
        {
            return new Dictionary<string, string>();
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var all = await (
            from version in work.Db.Set<PluginVersionRow>().AsNoTracking().Where(v => v.YankedAt == null)
            join plugin in work.Db.Set<PluginRow>() on version.PluginId equals plugin.Id
            select new { plugin.Key, version.Version }).ToListAsync(cancellationToken);
        return all.GroupBy(v => v.Key, v => PluginVersion.Parse(v.Version)).ToDictionary(
            group => group.Key,
            group => group.OrderByDescending(v => v.Prerelease.Length == 0).ThenByDescending(v => v).First().ToString(),
            StringComparer.Ordinal);
    }
}
