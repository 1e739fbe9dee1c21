using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Rollouts.Pages;

/// <summary>The list of rollouts; its filter lives in the address.</summary>
public sealed partial class RolloutListPage : LivePage
{
    private DataList<RolloutItem>? _list;

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [SupplyParameterFromQuery]
    public string? Plugin { get; set; }

    [Inject]
    private RolloutScreens Screens { get; set; } = null!;

    private string Without => State is null ? "/rollouts" : $"/rollouts?state={Uri.EscapeDataString(State)}";

    protected override Task OnInitializedAsync() => FollowAsync(Topic.Rollout);

    protected override Task LoadAsync() => _list?.RefreshAsync() ?? Task.CompletedTask;

    private Task<PageOf<RolloutItem>> LoadPageAsync(string? cursor, CancellationToken cancellationToken) =>
        Screens.ListAsync(State, Plugin, cursor, cancellationToken);
}
