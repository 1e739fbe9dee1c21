using Portal.Domain;

namespace Portal.Marketplace.Pages;

/// <summary>What the marketplace's pages ask.</summary>
internal interface IMarketplaceScreens
{
    /// <summary>All that is listed, by name.</summary>
    Task<IReadOnlyList<ListingItem>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Null when nothing is listed under this key.</summary>
    Task<ListingDetail?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Starts a purchase; answers with the address of the payment page.</summary>
    Task<Result<Uri>> BuyAsync(string key, CancellationToken cancellationToken);
}
