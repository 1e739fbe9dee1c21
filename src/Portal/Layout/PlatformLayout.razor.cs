using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Portal.Access;

namespace Portal.Layout;

/// <summary>The frame of staff's pages. It looks like no tenant's, so that nobody forgets whose portals these are.</summary>
public sealed partial class PlatformLayout : LayoutComponentBase, IDisposable
{
    private ErrorBoundary? _boundary;
    private string _email = "";

    [Inject]
    private AuthenticationStateProvider Authentication { get; set; } = null!;

    [Inject]
    private CircuitStaff Staff { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    public void Dispose() => Authentication.AuthenticationStateChanged -= OnAuthenticationStateChanged;

    protected override async Task OnInitializedAsync()
    {
        Authentication.AuthenticationStateChanged += OnAuthenticationStateChanged;
        _email = (await Staff.FindAsync())?.Email ?? "";
    }

    protected override void OnParametersSet() => _boundary?.Recover();

    private void OnAuthenticationStateChanged(Task<AuthenticationState> changed) => _ = InvokeAsync(async () =>
    {
        if ((await changed).User.Identity is not { IsAuthenticated: true })
        {
            Navigation.NavigateTo("/platform/sign-in", forceLoad: true);
        }
    });
}
