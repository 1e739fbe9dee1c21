using Microsoft.AspNetCore.Components;
using Portal.Access;
using Portal.Components;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Audit.Pages;

/// <summary>The audit log; its filter lives in the address.</summary>
public sealed partial class AuditPage : LivePage
{
    private DataList<AuditRecordView>? _list;
    private string? _actor;

    [SupplyParameterFromQuery]
    public string? Action { get; set; }

    [SupplyParameterFromQuery]
    public string? Actor { get; set; }

    [SupplyParameterFromQuery]
    public string? Subject { get; set; }

    [Inject]
    private CircuitCaller Circuit { get; set; } = null!;

    [Inject]
    private AuditQueries Queries { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override Task OnInitializedAsync() => FollowAsync(Topic.Audit);

    protected override void OnParametersSet() => _actor = Actor;

    protected override Task LoadAsync() => _list?.RefreshAsync() ?? Task.CompletedTask;

    private async Task<PageOf<AuditRecordView>> LoadPageAsync(string? cursor, CancellationToken cancellationToken)
    {
        var page = (await Queries.ListAsync(await Circuit.GetAsync(), new(Action, Subject, Actor), new(null, cursor), cancellationToken)).OrRefuse();
        return new(page.Items, page.NextCursor);
    }

    private void Apply() => GoTo(Action, _actor);

    private void GoTo(string? action, string? actor) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(
        "/audit", new Dictionary<string, object?> { ["action"] = Given(action), ["actor"] = Given(actor), ["subject"] = Subject }));

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
