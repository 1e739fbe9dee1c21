using Microsoft.AspNetCore.Components;
using Portal.Api;
using Portal.Domain;

namespace Portal.Access.Pages;

/// <summary>Staff's way in. Rendered by the server alone, because a circuit cannot set cookies; on a tenant's host it is not there.</summary>
public sealed partial class StaffSignInPage : ComponentBase
{
    private Error? _error;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    [SupplyParameterFromForm]
    private SignInForm Form { get; set; } = null!;

    [Inject]
    private StaffSignIn SignIn { get; set; } = null!;

    [Inject]
    private StaffCookie Cookie { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override void OnInitialized()
    {
        Form ??= new();
        if (StaffClaims.Read(HttpContext.User, "") is not null)
        {
            Navigation.NavigateTo("/platform/tenants");
        }
    }

    private async Task SubmitAsync()
    {
        var result = await SignIn.ExecuteAsync(new(Form.Email?.Trim(), Form.Password), Correlation.Id(HttpContext), HttpContext.RequestAborted);
        if (result.Error is { } error)
        {
            _error = error;
            HttpContext.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return;
        }

        Cookie.Write(HttpContext.Response, result.Value);
        Navigation.NavigateTo("/platform/tenants");
    }
}
