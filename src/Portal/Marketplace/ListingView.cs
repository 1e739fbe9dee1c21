using Portal.Billing;

namespace Portal.Marketplace;

/// <summary>A plugin on a shelf of the marketplace.</summary>
/// <param name="Version">What an installation gets that names no version.</param>
/// <param name="Price">Absent when it costs nothing.</param>
/// <param name="Bought">Whether this tenant may install it without buying it again.</param>
/// <param name="Installation">This tenant's installation; absent without one.</param>
/// <param name="InstalledVersion">What this tenant's people use.</param>
internal sealed record ListingView(
    string Plugin,
    string Name,
    string Publisher,
    string Category,
    string Summary,
    string Icon,
    string Version,
    MoneyView? Price,
    bool Bought,
    string? Installation,
    string? InstalledVersion);
