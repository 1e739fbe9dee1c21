using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Tenancy.Pages;

/// <summary>All tenants, for staff; search and state live in the address.</summary>
public sealed partial class PlatformListPage : LivePage
{
    private DataList<PlatformTenantItem>? _list;
    private string? _search;

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [SupplyParameterFromQuery]
    public string? Search { get; set; }

    [Inject]
    private PlatformScreens Screens { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override void OnInitialized() => FollowAll(happened => happened.Topic == Topic.Tenant);

    protected override void OnParametersSet() => _search = Search;

    protected override Task LoadAsync() => _list?.RefreshAsync() ?? Task.CompletedTask;

    private Task<PageOf<PlatformTenantItem>> LoadPageAsync(string? cursor, CancellationToken cancellationToken) => Screens.ListAsync(State, Search, cursor, cancellationToken);

    private void Apply() => GoTo(State, _search);

    private void GoTo(string? state, string? search) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(
        "/platform/tenants", new Dictionary<string, object?> { ["state"] = Given(state), ["search"] = Given(search) }));

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
