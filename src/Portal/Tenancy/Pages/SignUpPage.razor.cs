using Microsoft.AspNetCore.Components;
using Portal.Access;
using Portal.Api;
using Portal.Domain;
using Portal.Hosting;
using Portal.Layout;

namespace Portal.Tenancy.Pages;

/// <summary>Makes a tenant and its first admin. Rendered by the server alone, on the root host only.</summary>
public sealed partial class SignUpPage : ComponentBase
{
    private Error? _error;
    private SignedUp? _created;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    [CascadingParameter]
    private Viewer? Viewer { get; set; }

    [SupplyParameterFromForm]
    private SignUpForm Form { get; set; } = null!;

    [Inject]
    private SignUp SignUp { get; set; } = null!;

    [Inject]
    private PortalLinks Links { get; set; } = null!;

    // What follows the slug in the tenant's address, e.g. ".localhost:8080".
    private string AddressUnit => new Uri(Links.Tenant("x")).Authority[1..];

    protected override void OnInitialized() => Form ??= new();

    private async Task SubmitAsync()
    {
        if (Viewer is not null)
        {
            return;
        }

        var request = new SignUpRequest(Form.Slug?.Trim(), Form.Company?.Trim(), new(Form.Email?.Trim(), Form.DisplayName?.Trim(), Form.Password));
        var result = await SignUp.ExecuteAsync(request, Correlation.Id(HttpContext), HttpContext.Address(), HttpContext.RequestAborted);
        _error = result.Error;
        _created = result.Match<SignedUp?>(created => created, _ => null);
        if (_error is not null)
        {
            HttpContext.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
    }

    private string? Fault(string pointer) => _error?.Fields.FirstOrDefault(field => field.Pointer == pointer)?.Message
        ?? (pointer == "/slug" && _error?.Code.StartsWith("tenant.slug", StringComparison.Ordinal) == true ? _error.Detail : null);
}
