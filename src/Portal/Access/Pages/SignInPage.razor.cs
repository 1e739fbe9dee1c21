using Microsoft.AspNetCore.Components;
using Portal.Api;
using Portal.Domain;
using Portal.Hosting;
using Portal.Layout;
using Portal.Tenancy;

namespace Portal.Access.Pages;

/// <summary>E-mail and password to a session cookie. Rendered by the server alone, because a circuit cannot set cookies.</summary>
public sealed partial class SignInPage : ComponentBase
{
    private Error? _error;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    [CascadingParameter]
    private Viewer? Viewer { get; set; }

    [SupplyParameterFromForm]
    private SignInForm Form { get; set; } = null!;

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [SupplyParameterFromQuery]
    private string? Email { get; set; }

    [Inject]
    private SignIn SignIn { get; set; } = null!;

    [Inject]
    private SessionCookie Cookie { get; set; } = null!;

    [Inject]
    private PortalLinks Links { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override void OnInitialized()
    {
        Form ??= new();
        if (Viewer is { SignedIn: true })
        {
            Navigation.NavigateTo(LocalPath(ReturnUrl));
        }
    }

    // Only a path of this very host: "//evil.example" and "/\evil.example" are other hosts to a browser (WHATWG URL, special schemes).
    private static string LocalPath(string? wanted) =>
        wanted is ['/', ..] and not ['/', '/' or '\\', ..] && Uri.IsWellFormedUriString(wanted, UriKind.Relative) ? wanted : "/";

    private async Task SubmitAsync()
    {
        var result = await SignIn.ExecuteAsync(
            HttpContext.FindTenant()!.Id, new(Form.Email?.Trim(), Form.Password), Correlation.Id(HttpContext), HttpContext.Address(), HttpContext.RequestAborted);
        if (result.Error is { } error)
        {
            _error = error;
            HttpContext.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return;
        }

        Cookie.Write(HttpContext.Response, result.Value);
        Navigation.NavigateTo(LocalPath(ReturnUrl));
    }
}
