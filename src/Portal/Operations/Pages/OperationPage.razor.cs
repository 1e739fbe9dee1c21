using Microsoft.AspNetCore.Components;
using Portal.Access;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Operations.Pages;

/// <summary>One order on its way through the queue.</summary>
public sealed partial class OperationPage : LivePage
{
    private OperationView? _view;
    private bool _missing;

    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private CircuitCaller Circuit { get; set; } = null!;

    [Inject]
    private OperationQueries Queries { get; set; } = null!;

    private OperationState State => OperationWords.StateOf(_view!);

    private string? SubjectHref => _view!.SubjectKind switch
    {
        "rollout" => $"/rollouts/{_view.SubjectId}",
        "purchase" => "/billing",
        "tenant" => "/",
        "export" => "/settings/export",
        _ => null,
    };

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        await FollowAsync(Topic.Operation);
    }

    protected override async Task LoadAsync()
    {
        _view = (await Queries.FindAsync(await Circuit.GetAsync(), Id, Gone)).OrMissing();
        _missing = _view is null;
    }
}
