using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Portal.Access;
using Portal.Layout;

namespace Portal;

/// <summary>
/// The document around every page. Before sign-in, and where cookies are set, the server alone renders; the rest is interactive and never prerendered,
/// so that nothing of a tenant is computed twice or outlives its circuit.
/// </summary>
public sealed partial class App : ComponentBase
{
    private IComponentRenderMode? _renderMode;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    [Inject]
    private ViewerSource Viewers { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        var viewer = await Viewers.FindAsync(HttpContext.RequestAborted);
        var isStaff = viewer is null && StaffClaims.Read(HttpContext.User, "") is not null && HttpContext.Request.Path.StartsWithSegments("/platform", StringComparison.Ordinal);
        _renderMode = (isStaff || viewer is { SignedIn: true }) && HttpContext.AcceptsInteractiveRouting()
            ? new InteractiveServerRenderMode(prerender: false)
            : null;
    }
}
