namespace Portal.Marketplace.Pages;

/// <summary>A plugin on a shelf of the marketplace.</summary>
/// <param name="PriceMinor">Null when it costs nothing.</param>
/// <param name="InstalledVersion">What this tenant runs; null when it does not.</param>
/// <param name="Owned">Whether this tenant has bought it.</param>
public sealed record ListingItem(
    string Key,
    string Name,
    string Publisher,
    string Category,
    string Summary,
    string Icon,
    string LatestVersion,
    long? PriceMinor,
    string? Currency,
    string? InstalledVersion,
    bool Owned);
