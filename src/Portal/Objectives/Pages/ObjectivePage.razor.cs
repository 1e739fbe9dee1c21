using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Objectives.Pages;

/// <summary>One objective, live: its budget, how fast it burns, what was wrong, who was told and what waits.</summary>
public sealed partial class ObjectivePage : LivePage
{
    private ObjectiveDetail? _view;
    private bool _missing;
    private string? _loadedId;

    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private ObjectiveScreens Screens { get; set; } = null!;

    private ObjectiveView Row => _view!.Row;

    private IReadOnlyList<DateTimeOffset> Times => [.. _view!.History.Select(point => point.At)];

    private IReadOnlyList<ChartMark> Marks => Times.Count < 2
        ? []
        : [.. _view!.Violations.Where(violation => violation.BeganAt >= Times[0]).Take(20).Select(violation => new ChartMark(violation.BeganAt, ObjectiveText.Violation(violation.Kind), "danger"))];

    private string Headline => Row.State switch
    {
        "pending" or "removing" => Row.Message,
        _ => $"{ObjectiveText.Meaning(Row.State)}. {(Row.State == "invalid" ? "" : Row.Message)}",
    };

    private string Opened => Row.Breaker is { State: not "closed", OpenedAt: { } at } ? $"since {ObjectiveText.Moment(at)} UTC" : "new versions start";

    protected override Task OnInitializedAsync() => FollowAsync(Topic.Objective, Topic.Rollout);

    protected override async Task OnParametersSetAsync()
    {
        if (_loadedId != Id)
        {
            _loadedId = Id;
            await LoadAsync();
        }
    }

    protected override async Task LoadAsync()
    {
        _view = await Screens.DetailAsync(Id, Gone);
        _missing = _view is null;
    }
}
