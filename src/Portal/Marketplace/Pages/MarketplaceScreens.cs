using Portal.Access;
using Portal.Layout;

namespace Portal.Marketplace.Pages;

/// <summary>What the marketplace's pages ask, as the person of this circuit.</summary>
internal sealed class MarketplaceScreens(CircuitCaller circuit, ListingQueries queries)
{
    /// <summary>All that is listed, by name.</summary>
    public async Task<IReadOnlyList<ListingItem>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await queries.ListAsync(await circuit.GetAsync(), cancellationToken)).OrRefuse().Items.Select(Item)];

    /// <summary>Null when nothing is listed under this key.</summary>
    public async Task<ListingDetail?> FindAsync(string key, CancellationToken cancellationToken) =>
        (await queries.FindAsync(await circuit.GetAsync(), key, cancellationToken)).OrMissing() is { } found
            ? new ListingDetail(
                Item(found.Listing),
                found.Description,
                found.Readme,
                found.Versions.FirstOrDefault(version => version.Version == found.Listing.Version)?.License ?? "",
                [.. found.Versions.Select(Version)],
                found.PublisherShareBasisPoints)
            : null;

    private static ListingItem Item(ListingView view) => new(
        view.Plugin, view.Name, view.Publisher, view.Category, view.Summary, view.Icon, view.Version, view.Price?.Amount, view.Price?.Currency,
        view.InstalledVersion, view.Installation is not null, view.Bought);

    private static VersionItem Version(ListingVersionView view) =>
        new(view.Version, view.Digest, view.PublishedAt, view.Yanked, [.. view.Permissions.Keys.Order(StringComparer.Ordinal)]);
}
