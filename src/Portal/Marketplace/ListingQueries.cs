using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Billing;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Plugins;
using Portal.Infrastructure.Billing;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Marketplace;
using Portal.Infrastructure.Plugins;

namespace Portal.Marketplace;

/// <summary>The marketplace as one tenant sees it.</summary>
internal sealed class ListingQueries(TenantUnitOfWorks units)
{
    public async Task<Result<Page<ListingView>>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadPlugins) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        return new Page<ListingView>(await ReadAsync(work, null, cancellationToken), null);
    }

    public async Task<Result<ListingDetailView>> FindAsync(Caller caller, string key, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadPlugins) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        if (await ReadAsync(work, key, cancellationToken) is not [var listing])
        {
            return new NotFound("listing", key);
        }

        var more = await (
            from plugin in work.Db.Set<PluginRow>().AsNoTracking().Where(plugin => plugin.Key == key)
            join publisher in work.Db.Set<PublisherRow>() on plugin.PublisherId equals publisher.Id
            join row in work.Db.Set<ListingRow>() on plugin.Id equals row.PluginId
            select new { plugin.Id, publisher.ShareBasisPoints, row.Description }).SingleAsync(cancellationToken);
        var versions = await (
            from version in work.Db.Set<PluginVersionRow>().AsNoTracking().Where(version => version.PluginId == more.Id)
            join package in work.Db.Set<PackageRow>() on version.Digest equals package.Digest
            select new { version, package.Size }).ToListAsync(cancellationToken);
        var offered = versions.Find(item => item.version.Version == listing.Version)?.version;
        return new ListingDetailView(
            listing, more.Description, offered?.Readme ?? "", more.ShareBasisPoints,
            [.. versions.OrderByDescending(item => PluginVersion.Parse(item.version.Version)).Select(item => View(item.version, item.Size))]);
    }

    private static async Task<List<ListingView>> ReadAsync(TenantUnitOfWork work, string? key, CancellationToken cancellationToken)
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
                Installation = work.Db.Set<InstallationRow>().Where(i => i.PluginId == plugin.Id && i.State != InstallationState.Removed)
                    .Select(i => new { i.Id, i.Version }).FirstOrDefault(),
                Bought = work.Db.Set<EntitlementRow>().Any(e => e.PluginId == plugin.Id && e.RevokedAt == null),
            }).Take(PageRequest.GreatestLimit).ToListAsync(cancellationToken);
        // As people sort names, which the database's own order does not.
        rows.Sort((left, right) => string.Compare(left.Name, right.Name, StringComparison.OrdinalIgnoreCase));
        return rows.ConvertAll(row => new ListingView(
            row.Key, row.Name, row.Publisher, row.Listing.Category, row.Listing.Summary, row.Listing.Icon, row.Listing.Version,
            row.Listing is { PriceMinor: { } price, Currency: { } currency } ? new MoneyView(price, currency) : null,
            row.Bought, row.Installation?.Id.ToString(), row.Installation?.Version));
    }

    private static ListingVersionView View(PluginVersionRow row, long size)
    {
        var manifest = ManifestJson.Read(row.Manifest);
        return new ListingVersionView(
            row.Version, row.Digest, size, manifest.License, row.PublishedAt, row.YankedAt is not null,
            manifest.Permissions.ToDictionary(name => name, name => PluginPermissions.Meanings[name], StringComparer.Ordinal));
    }
}
