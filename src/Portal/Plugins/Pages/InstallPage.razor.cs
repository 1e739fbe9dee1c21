using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Plugins;
using Portal.Marketplace.Pages;

namespace Portal.Plugins.Pages;

/// <summary>The decision before an installation or upgrade: which version, in which steps, and what will happen.</summary>
public sealed partial class InstallPage : ComponentBase
{
    private ListingDetail? _view;
    private bool _missing;
    private bool _busy;
    private string _version = "";
    private string _strategy = Strategies.All[0].Key;
    private Error? _error;

    [Parameter]
    public string Key { get; set; } = "";

    [SupplyParameterFromQuery]
    public string? Version { get; set; }

    [Inject]
    private MarketplaceScreens Marketplace { get; set; } = null!;

    [Inject]
    private PluginScreens Plugins { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private ListingItem Item => _view!.Item;

    // Installed but not live yet means that the first version never came up: another attempt is an upgrade of nothing.
    private bool IsUpgrade => Item.Installed;

    private IEnumerable<VersionItem> Choices => _view!.Versions.Where(version => !version.Yanked && version.Version != Item.InstalledVersion);

    private IReadOnlyList<string> NewPermissions
    {
        get
        {
            var before = _view!.Versions.FirstOrDefault(version => version.Version == Item.InstalledVersion)?.Permissions ?? [];
            return [.. (_view.Versions.FirstOrDefault(version => version.Version == _version)?.Permissions ?? []).Except(before)];
        }
    }

    private IReadOnlyList<TimelineStep> Plan => InstallPlan.Of(Item, _version, Strategies.Find(_strategy));

    protected override async Task OnInitializedAsync()
    {
        _view = await Marketplace.FindAsync(Key, CancellationToken.None);
        _missing = _view is null || _view.Item.ToBuy;
        if (!_missing)
        {
            var offered = IsUpgrade ? Choices.Select(choice => PluginVersion.Parse(choice.Version)).Max()?.ToString() : Item.Version;
            _version = Choices.Any(choice => choice.Version == Version) ? Version! : offered ?? "";
        }
    }

    private async Task OrderAsync()
    {
        _busy = true;
        _error = null;
        var result = IsUpgrade
            ? await Plugins.UpgradeAsync(Key, _version, Strategies.Find(_strategy), CancellationToken.None)
            : await Plugins.InstallAsync(Key, _version, Strategies.Find(_strategy), CancellationToken.None);
        _busy = false;
        _error = result.Error;
        if (result.Succeeded)
        {
            Navigation.NavigateTo($"/rollouts/{result.Value}");
        }
    }
}
