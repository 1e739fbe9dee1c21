using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Remediations.Pages;

/// <summary>What was found, newest first; the filter lives in the address.</summary>
public sealed partial class RemediationListPage : LivePage
{
    private DataList<RemediationView>? _list;

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [Inject]
    private RemediationScreens Screens { get; set; } = null!;

    protected override Task OnInitializedAsync() => FollowAsync(Topic.Remediation);

    protected override Task LoadAsync() => _list?.RefreshAsync() ?? Task.CompletedTask;

    private Task<PageOf<RemediationView>> LoadPageAsync(string? cursor, CancellationToken cancellationToken) => Screens.ListAsync(State, cursor, cancellationToken);
}
