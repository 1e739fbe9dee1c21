using Microsoft.AspNetCore.Components;

namespace Portal.Layout;

/// <summary>Sends a person to sign in and remembers where they wanted to go.</summary>
public sealed class RedirectToSignIn : ComponentBase
{
    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter]
    private Viewer? Viewer { get; set; }

    protected override void OnInitialized()
    {
        if (Viewer is null)
        {
            // The root host has no tenant to sign in to; only staff have pages there.
            var isStaffs = Navigation.ToBaseRelativePath(Navigation.Uri).StartsWith("platform", StringComparison.Ordinal);
            Navigation.NavigateTo(isStaffs ? "/platform/sign-in" : "/not-found", forceLoad: isStaffs);
            return;
        }

        var wanted = "/" + Navigation.ToBaseRelativePath(Navigation.Uri);
        Navigation.NavigateTo(wanted == "/" ? "/sign-in" : $"/sign-in?returnUrl={Uri.EscapeDataString(wanted)}", forceLoad: true);
    }
}
