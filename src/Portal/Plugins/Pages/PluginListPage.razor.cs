using Microsoft.AspNetCore.Components;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Plugins.Pages;

/// <summary>What is installed.</summary>
public sealed partial class PluginListPage : LivePage
{
    private IReadOnlyList<InstallationItem>? _all;

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private PluginScreens Screens { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        await FollowAsync(Topic.Installation, Topic.Rollout);
    }

    protected override async Task LoadAsync() => _all = await Screens.ListAsync(Gone);
}
