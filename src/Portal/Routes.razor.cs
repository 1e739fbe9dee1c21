using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Portal.Access;
using Portal.Domain.Access;
using Portal.Layout;

namespace Portal;

/// <summary>Finds the page of an address and frames it: a tenant's pages have the navigation, the root host's have not.</summary>
public sealed partial class Routes : ComponentBase
{
    private Viewer? _viewer;
    private StaffCaller? _staff;
    private bool _ready;

    [Inject]
    private ViewerSource Viewers { get; set; } = null!;

    [Inject]
    private CircuitStaff Staff { get; set; } = null!;

    private Type DefaultLayout => _viewer is { SignedIn: true, Deleting: false } ? typeof(MainLayout) : typeof(RootLayout);

    protected override async Task OnInitializedAsync()
    {
        _viewer = await Viewers.FindAsync(CancellationToken.None);
        _staff = _viewer is null ? await Staff.FindAsync() : null;
        _ready = true;
    }

    // Deny by default: only a page that says [AllowAnonymous] is drawn for someone who is not signed in.
    private bool MayShow(Microsoft.AspNetCore.Components.RouteData route) => route.PageType.IsDefined(typeof(StaffPageAttribute), inherit: true)
        ? _staff is not null
        : _viewer is { SignedIn: true } || route.PageType.IsDefined(typeof(AllowAnonymousAttribute), inherit: true);
}
