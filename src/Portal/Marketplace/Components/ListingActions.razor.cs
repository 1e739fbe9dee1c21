using Microsoft.AspNetCore.Components;
using Portal.Billing.Pages;
using Portal.Components;
using Portal.Domain.Plugins;
using Portal.Layout;
using Portal.Marketplace.Pages;

namespace Portal.Marketplace.Components;

/// <summary>The one thing to do about a plugin: buy it, install it, upgrade it or open it.</summary>
public sealed partial class ListingActions : ComponentBase
{
    private bool _asked;

    [Parameter, EditorRequired]
    public required ListingDetail View { get; set; }

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private BillingScreens Billing { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private ListingItem Item => View.Item;

    // The newest release above what runs; a withdrawn one and a prerelease are never suggested.
    private string? Newest => Item.InstalledVersion is null
        ? null
        : View.Versions.Where(version => !version.Yanked).Select(version => PluginVersion.Parse(version.Version))
            .Where(version => version.Prerelease.Length == 0 && version > PluginVersion.Parse(Item.InstalledVersion)).Max()?.ToString();

    private async Task BuyAsync()
    {
        var result = await Billing.BuyAsync(Item.Key, CancellationToken.None);
        _asked = false;
        if (result.Error is { } error)
        {
            Toasts.Refuse(error);
        }
        else
        {
            Navigation.NavigateTo(result.Value, forceLoad: true);
        }
    }
}
