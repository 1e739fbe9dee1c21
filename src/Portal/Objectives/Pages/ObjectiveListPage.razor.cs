using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Objectives.Pages;

/// <summary>All objectives and what matters about them, the worst first; the filter lives in the address.</summary>
public sealed partial class ObjectiveListPage : LivePage
{
    private DataList<ObjectiveView>? _list;
    private ObjectiveSummaryView? _summary;

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [SupplyParameterFromQuery]
    public string? Plugin { get; set; }

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private ObjectiveScreens Screens { get; set; } = null!;

    private bool MayChange => Viewer.May(Permission.GovernRollouts);

    protected override async Task OnInitializedAsync()
    {
        _summary = await Screens.SummaryAsync(Gone);
        await FollowAsync(Topic.Objective);
    }

    protected override async Task LoadAsync()
    {
        _summary = await Screens.SummaryAsync(Gone);
        await (_list?.RefreshAsync() ?? Task.CompletedTask);
    }

    private int Count(string state) => _summary!.States.GetValueOrDefault(state);

    private Task<PageOf<ObjectiveView>> LoadPageAsync(string? cursor, CancellationToken cancellationToken) => Screens.ListAsync(State, Plugin, cursor, cancellationToken);
}
