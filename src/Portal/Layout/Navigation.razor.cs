using Microsoft.AspNetCore.Components;
using Portal.Domain.Operations;

namespace Portal.Layout;

/// <summary>The way around a tenant's portal, with what is running and what is left to set up.</summary>
public sealed partial class Navigation : LivePage
{
    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private NavigationScreens Screens { get; set; } = null!;

    private NavigationStatus Status { get; set; } = new(0, 0, 0, 0);

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        await FollowAsync(Topic.Rollout, Topic.Installation, Topic.Alert);
    }

    protected override async Task LoadAsync() => Status = await Screens.StatusAsync(Gone);
}
