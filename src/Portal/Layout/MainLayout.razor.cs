using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;

namespace Portal.Layout;

/// <summary>
/// The frame of every page of a tenant. A page that fails takes neither the navigation nor the circuit with it; a session that is over takes the whole
/// page with it at once, so that nothing stays on the screen of someone who was signed out.
/// </summary>
public sealed partial class MainLayout : LayoutComponentBase, IDisposable
{
    private ErrorBoundary? _boundary;

    [Inject]
    private AuthenticationStateProvider Authentication { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    public void Dispose() => Authentication.AuthenticationStateChanged -= OnAuthenticationStateChanged;

    protected override void OnInitialized() => Authentication.AuthenticationStateChanged += OnAuthenticationStateChanged;

    /// <summary>Another page deserves another chance: moving on clears the failure.</summary>
    protected override void OnParametersSet() => _boundary?.Recover();

    private void OnAuthenticationStateChanged(Task<AuthenticationState> changed) => _ = InvokeAsync(async () =>
    {
        if ((await changed).User.Identity is not { IsAuthenticated: true })
        {
            var here = "/" + Navigation.ToBaseRelativePath(Navigation.Uri);
            Navigation.NavigateTo($"/sign-in?returnUrl={Uri.EscapeDataString(here)}", forceLoad: true);
        }
    });
}
