using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Marketplace;
using Portal.Infrastructure.Plugins;

namespace Portal.Plugins;

/// <summary>Finds what a request names in the registry: listed, and not yanked.</summary>
internal static class VersionChooser
{
    /// <param name="work">Reads within this unit of work.</param>
    /// <param name="key">The plugin's key.</param>
    /// <param name="version">The one that the listing offers when null.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<Result<VersionChoice>> ChooseAsync(TenantUnitOfWork work, string? key, string? version, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(key))
        {
            return new InvalidFields([new("/plugin", "", "The key of a plugin is required, e.g. ci-status.")]);
        }

        var found = await (
            from plugin in work.Db.Set<PluginRow>().AsNoTracking()
            join listing in work.Db.Set<ListingRow>() on plugin.Id equals listing.PluginId
            where plugin.Key == key && listing.Listed
            select new { plugin, listing.PriceMinor, listing.Version }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return new PluginUnknown(key);
        }

        var wanted = version ?? found.Version;
        var chosen = await work.Db.Set<PluginVersionRow>().AsNoTracking().Where(v => v.PluginId == found.plugin.Id && v.Version == wanted && v.YankedAt == null)
            .Select(v => v.Version).SingleOrDefaultAsync(cancellationToken);
        return chosen is null
            ? new VersionUnknown(key, wanted)
            : new VersionChoice(found.plugin.Id, key, found.plugin.Name, found.PriceMinor is not null, chosen);
    }
}
