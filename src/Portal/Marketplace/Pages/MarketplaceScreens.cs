using Microsoft.EntityFrameworkCore;
using Portal.Access;
using Portal.Domain.Access;
using Portal.Domain.Plugins;
using Portal.Infrastructure.Billing;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Marketplace;
using Portal.Infrastructure.Plugins;
using Portal.Layout;

namespace Portal.Marketplace.Pages;

/// <summary>What the marketplace's pages ask, as the person of this circuit.</summary>
internal sealed class MarketplaceScreens(CircuitCaller circuit, TenantUnitOfWorks units)
{
    private const int MostListed = 500;

    /// <summary>All that is listed, by name.</summary>
    public async Task<IReadOnlyList<ListingItem>> ListAsync(CancellationToken cancellationToken)
    {
        var caller = await AllowedAsync();
        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        return await ReadAsync(work, null, cancellationToken);
    }

    /// <summary>Null when nothing is listed under this key.</summary>
    public async Task<ListingDetail?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var caller = await AllowedAsync();
        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        if (await ReadAsync(work, key, cancellationToken) is not [var item])
        {
            return null;
        }

        var found = await (
            from plugin in work.Db.Set<PluginRow>().AsNoTracking().Where(p => p.Key == key)
            join publisher in work.Db.Set<PublisherRow>() on plugin.PublisherId equals publisher.Id
            join listing in work.Db.Set<ListingRow>() on plugin.Id equals listing.PluginId
            select new { plugin.Id, listing.Description, publisher.ShareBasisPoints }).SingleAsync(cancellationToken);
        var versions = await work.Db.Set<PluginVersionRow>().AsNoTracking().Where(v => v.PluginId == found.Id).ToListAsync(cancellationToken);
        var offered = versions.Find(v => v.Version == item.Version);
        return new ListingDetail(
            item,
            found.Description,
            offered?.Readme ?? "",
            offered is null ? "" : ManifestJson.Read(offered.Manifest).License,
            [.. versions.OrderByDescending(v => PluginVersion.Parse(v.Version)).Select(Version)],
            found.ShareBasisPoints);
    }

    private static async Task<List<ListingItem>> ReadAsync(TenantUnitOfWork work, string? key, CancellationToken cancellationToken)
    {
        var rows = await (
            from plugin in work.Db.Set<PluginRow>().AsNoTracking()
            join publisher in work.Db.Set<PublisherRow>() on plugin.PublisherId equals publisher.Id
            join listing in work.Db.Set<ListingRow>() on plugin.Id equals listing.PluginId
            where listing.Listed && (key == null || plugin.Key == key)
            orderby plugin.Name
            select new
            {
                plugin.Key,
                plugin.Name,
                Publisher = publisher.Name,
                Listing = listing,
                Installation = work.Db.Set<InstallationRow>().FirstOrDefault(i => i.PluginId == plugin.Id && i.State != InstallationState.Removed),
                Owned = work.Db.Set<EntitlementRow>().Any(e => e.PluginId == plugin.Id && e.RevokedAt == null),
            }).Take(MostListed).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new ListingItem(
            r.Key, r.Name, r.Publisher, r.Listing.Category, r.Listing.Summary, r.Listing.Icon, r.Listing.Version, r.Listing.PriceMinor, r.Listing.Currency,
            r.Installation?.Version, r.Installation is not null, r.Owned));
    }

    private static VersionItem Version(PluginVersionRow row) =>
        new(row.Version, row.Digest, row.PublishedAt, row.YankedAt is not null, ManifestJson.Read(row.Manifest).Permissions);

    private async Task<Caller> AllowedAsync()
    {
        var caller = await circuit.GetAsync();
        return caller.Lacks(Permission.ReadPlugins) is { } forbidden ? throw new ScreenRefusedException(forbidden) : caller;
    }
}
