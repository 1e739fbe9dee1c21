namespace Portal.Marketplace.Pages;

/// <summary>Everything the plugin page shows.</summary>
/// <param name="Row">What a shelf shows of it too.</param>
/// <param name="DescriptionHtml">The readme, rendered without raw HTML.</param>
/// <param name="Versions">Newest first.</param>
/// <param name="InstallationState">The state of this tenant's installation; null without one.</param>
/// <param name="ActiveRolloutId">The rollout that runs now.</param>
/// <param name="PendingPurchaseId">The purchase that waits for its payment.</param>
/// <param name="PublisherShareBasisPoints">What the publisher gets of the price.</param>
public sealed record ListingDetail(
    ListingItem Row,
    string DescriptionHtml,
    IReadOnlyList<VersionItem> Versions,
    string? InstallationState,
    string? ActiveRolloutId,
    string? PendingPurchaseId,
    int PublisherShareBasisPoints);
