using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Plugins;
using Portal.Domain.Rollouts;
using Portal.Marketplace.Pages;
using Portal.Rollouts;
using Portal.Rollouts.Pages;

namespace Portal.Plugins.Pages;

/// <summary>The decision before an installation or upgrade: which version, in which steps, and what will happen.</summary>
public sealed partial class InstallPage : ComponentBase
{
    private ListingDetail? _view;
    private bool _missing;
    private bool _busy;
    private string _version = "";
    private string? _strategy;
    private IReadOnlyList<RolloutStep> _own = Strategies.All[0].Strategy.Steps;
    private TrafficEstimate? _traffic;
    private Error? _error;

    [Parameter]
    public string Key { get; set; } = "";

    [SupplyParameterFromQuery]
    public string? Version { get; set; }

    /// <summary>One of <see cref="Strategies"/>.</summary>
    [SupplyParameterFromQuery]
    public string? Strategy { get; set; }

    /// <summary>The steps of one's own strategy, as <see cref="StepCode"/> writes them.</summary>
    [SupplyParameterFromQuery]
    public string? Steps { get; set; }

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

    private bool IsOwn => _strategy == Strategies.Own;

    private StrategyChoice Chosen => IsOwn ? Strategies.Of(_own) : Strategies.Find(_strategy);

    private bool IsWrong => IsOwn && StrategyProblems.Of(_own).Count > 0;

    private IReadOnlyList<TimelineStep> Plan => InstallPlan.Of(Item, _version, Chosen);

    protected override async Task OnInitializedAsync()
    {
        (_strategy, _own) = (Strategy, StepCode.Read(Steps) ?? _own);
        _view = await Marketplace.FindAsync(Key, CancellationToken.None);
        _missing = _view is null || _view.Item.ToBuy;
        if (!_missing)
        {
            var offered = IsUpgrade ? Choices.Select(choice => PluginVersion.Parse(choice.Version)).Max()?.ToString() : Item.Version;
            _version = Choices.Any(choice => choice.Version == Version) ? Version! : offered ?? "";
            _traffic = IsUpgrade ? await Plugins.TrafficAsync(Key, CancellationToken.None) : null;
        }
    }

    // In the address as well, so that a colleague can be sent what one has put together.
    private void Choose(string strategy, IReadOnlyList<RolloutStep>? steps = null)
    {
        (_strategy, _own) = (strategy, steps ?? _own);
        var query = new Dictionary<string, object?> { ["version"] = _version, ["strategy"] = strategy, ["steps"] = IsOwn ? StepCode.Write(_own) : null };
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(query), new NavigationOptions { ReplaceHistoryEntry = true });
    }

    private async Task OrderAsync()
    {
        _busy = true;
        _error = null;
        var result = IsUpgrade
            ? await Plugins.UpgradeAsync(Key, _version, Chosen, CancellationToken.None)
            : await Plugins.InstallAsync(Key, _version, Chosen, CancellationToken.None);
        _busy = false;
        _error = result.Error;
        if (result.Succeeded)
        {
            Navigation.NavigateTo($"/rollouts/{result.Value}");
        }
    }
}
