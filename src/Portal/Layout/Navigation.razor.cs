using Microsoft.AspNetCore.Components;
using Portal.Domain.Operations;
using Portal.Operations.Pages;

namespace Portal.Layout;

/// <summary>The way around a tenant's portal, with what is running and what is left to set up.</summary>
public sealed partial class Navigation : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IAsyncDisposable? _subscription;

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private INavigationScreens Screens { get; set; } = null!;

    [Inject]
    private ILiveScreens Live { get; set; } = null!;

    private NavigationStatus Status { get; set; } = new(0, 0, 0);

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _gone.Dispose();
        if (_subscription is not null)
        {
            await _subscription.DisposeAsync();
        }
    }

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        _subscription = await Live.SubscribeAsync([Topic.Rollout, Topic.Installation], LoadAndRenderAsync, _gone.Token);
    }

    private Task LoadAndRenderAsync() => InvokeAsync(async () =>
    {
        await LoadAsync();
        StateHasChanged();
    });

    private async Task LoadAsync() => Status = await Screens.StatusAsync(_gone.Token);
}
