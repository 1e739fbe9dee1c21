namespace Portal.Marketplace.Pages;

/// <summary>Everything the plugin page shows.</summary>
/// <param name="Item">What a shelf shows of it too.</param>
/// <param name="Description">What its publisher says about it, Markdown.</param>
/// <param name="Readme">The readme of the offered version, Markdown.</param>
/// <param name="License">SPDX identifier.</param>
/// <param name="Versions">Newest first.</param>
/// <param name="PublisherShareBasisPoints">What the publisher gets of the price.</param>
public sealed record ListingDetail(
    ListingItem Item, string Description, string Readme, string License, IReadOnlyList<VersionItem> Versions, int PublisherShareBasisPoints);
