using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Operations;
using Portal.Operations.Pages;

namespace Portal.Rollouts.Pages;

/// <summary>The list of rollouts; its filter lives in the address.</summary>
public sealed partial class RolloutListPage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private DataList<RolloutItem>? _list;
    private IAsyncDisposable? _subscription;

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [SupplyParameterFromQuery]
    public string? Plugin { get; set; }

    [Inject]
    private IRolloutScreens Screens { get; set; } = null!;

    [Inject]
    private ILiveScreens Live { get; set; } = null!;

    private string Without => State is null ? "/rollouts" : $"/rollouts?state={Uri.EscapeDataString(State)}";

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _gone.Dispose();
        if (_subscription is not null)
        {
            await _subscription.DisposeAsync();
        }
    }

    protected override async Task OnInitializedAsync() =>
        _subscription = await Live.SubscribeAsync([Topic.Rollout], () => _list?.RefreshAsync() ?? Task.CompletedTask, _gone.Token);

    private Task<PageOf<RolloutItem>> LoadAsync(string? cursor, CancellationToken cancellationToken) =>
        Screens.ListAsync(State, Plugin, cursor, cancellationToken);
}
