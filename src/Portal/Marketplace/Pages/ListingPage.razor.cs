using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Marketplace.Pages;

/// <summary>A plugin: what it does, asks for and costs, and the way to have it.</summary>
public sealed partial class ListingPage : LivePage
{
    private ListingDetail? _view;
    private IReadOnlyList<Tab> _tabs = [];
    private bool _missing;
    private string? _loadedKey;

    [Parameter]
    public string Key { get; set; } = "";

    [SupplyParameterFromQuery]
    public string? Tab { get; set; }

    [Inject]
    private MarketplaceScreens Screens { get; set; } = null!;

    private ListingItem Item => _view!.Item;

    private VersionItem? Offered => _view!.Versions.FirstOrDefault(version => version.Version == Item.Version);

    private IReadOnlyList<string> Permissions => Offered?.Permissions ?? [];

    private string Current => _tabs.Any(tab => tab.Key == Tab) ? Tab! : "overview";

    protected override Task OnInitializedAsync() => FollowAsync(Topic.Installation, Topic.Purchase);

    protected override async Task OnParametersSetAsync()
    {
        if (_loadedKey != Key)
        {
            _loadedKey = Key;
            await LoadAsync();
        }
    }

    protected override async Task LoadAsync()
    {
        _view = await Screens.FindAsync(Key, Gone);
        _missing = _view is null;
        _tabs = _view is null
            ? []
            : [new("overview", "Overview"), new("versions", "Versions", _view.Versions.Count), new("permissions", "Permissions", Permissions.Count)];
    }
}
