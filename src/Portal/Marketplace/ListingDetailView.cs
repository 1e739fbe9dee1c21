namespace Portal.Marketplace;

/// <summary>Everything about one plugin of the marketplace.</summary>
/// <param name="Readme">Markdown of the offered version.</param>
/// <param name="PublisherShareBasisPoints">What the publisher gets of the price, net of tax.</param>
/// <param name="Versions">Newest first.</param>
internal sealed record ListingDetailView(
    ListingView Listing, string Description, string Readme, int PublisherShareBasisPoints, IReadOnlyList<ListingVersionView> Versions);
