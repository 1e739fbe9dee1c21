using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Plugins.Pages;

/// <summary>An installed plugin: its own pages in a frame that can reach nothing of ours, its rollouts, its configuration.</summary>
public sealed partial class PluginPage : LivePage
{
    private InstallationDetail? _view;
    private bool _missing;
    private bool _uninstalling;
    private string? _loadedKey;
    private string? _framedVersion;
    private string? _frameAddress;

    [Parameter]
    public string Key { get; set; } = "";

    [SupplyParameterFromQuery]
    public string? Tab { get; set; }

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private PluginScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private InstallationItem Item => _view!.Item;

    private IReadOnlyList<Tab> Sections => [new("overview", "Overview"), new("rollouts", "Rollouts", _view!.Rollouts.Count), new("configuration", "Configuration")];

    private string Current => Sections.Any(tab => tab.Key == Tab) ? Tab! : "overview";

    protected override Task OnInitializedAsync() => FollowAsync(Topic.Installation, Topic.Rollout);

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
        if (_view?.Item.Version is { } version && version != _framedVersion)
        {
            // Asked for once a version: another address would load the frame anew and lose what the person did in it.
            _framedVersion = version;
            _frameAddress = await Screens.UserInterfaceAsync(Key, version);
        }
    }

    private async Task UninstallAsync()
    {
        var result = await Screens.UninstallAsync(Item.Id, CancellationToken.None);
        _uninstalling = false;
        if (result.Error is { } error)
        {
            Toasts.Refuse(error);
        }
        else
        {
            Toasts.Say(Tone.Info, $"{Item.PluginName} is being uninstalled.");
            Navigation.NavigateTo($"/operations/{result.Value}");
        }
    }
}
