using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Operations.Pages;

/// <summary>The tenant's queue; state and kind live in the address.</summary>
public sealed partial class OperationsPage : LivePage
{
    private DataList<OperationView>? _list;

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    [Inject]
    private OperationScreens Screens { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override Task OnInitializedAsync() => FollowAsync(Topic.Operation);

    protected override Task LoadAsync() => _list?.RefreshAsync() ?? Task.CompletedTask;

    private Task<PageOf<OperationView>> LoadPageAsync(string? cursor, CancellationToken cancellationToken) => Screens.ListAsync(State, Kind, cursor, cancellationToken);

    private void GoTo(string? state, string? kind) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(
        "/operations", new Dictionary<string, object?> { ["state"] = Given(state), ["kind"] = Given(kind) }));

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
