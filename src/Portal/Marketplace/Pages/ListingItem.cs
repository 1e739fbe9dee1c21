namespace Portal.Marketplace.Pages;

/// <summary>A plugin on a shelf of the marketplace.</summary>
/// <param name="Version">What an installation gets that names no version.</param>
/// <param name="PriceMinor">Null when it costs nothing.</param>
/// <param name="InstalledVersion">What this tenant runs; null when it does not.</param>
/// <param name="Installed">Whether this tenant has it, live or not yet.</param>
/// <param name="Owned">Whether this tenant has bought it.</param>
public sealed record ListingItem(
    string Key,
    string Name,
    string Publisher,
    string Category,
    string Summary,
    string Icon,
    string Version,
    long? PriceMinor,
    string? Currency,
    string? InstalledVersion,
    bool Installed,
    bool Owned)
{
    /// <summary>Whether it has to be bought before it can be installed.</summary>
    public bool ToBuy => PriceMinor is not null && !Owned;
}
