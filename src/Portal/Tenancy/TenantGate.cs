using Portal.Access;
using Portal.Api;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;

namespace Portal.Tenancy;

/// <summary>
/// What a tenant that is not served answers. To a stranger a suspended one's host does not exist; who has a session or a key of it is told,
/// with 403. One that is being deleted lets its admins sign in and cancel that, and nothing else. Stands behind authentication and before everything
/// that serves.
/// </summary>
internal sealed class TenantGate(RequestDelegate next)
{
    /// <summary>The one page of a tenant that is being deleted.</summary>
    public const string CancellationPage = "/settings/danger";

    // What that page is made of, and the ways in and out.
    private static readonly string[] Ways =
        [CancellationPage, "/sign-in", "/api/v1/sessions", "/api/v1/me", "/api/v1/tenant", "/_blazor", "/error", "/not-found"];

    private static readonly string[] Assets = ["/css", "/js", "/img", "/fonts", "/_framework", "/_content", "/Portal.styles.css"];

    public Task InvokeAsync(HttpContext context)
    {
        if (context.FindTenant() is not { } tenant)
        {
            return next(context);
        }

        if (Leads(context, ["/platform"]))
        {
            // Staff's pages are the root host's. The circuit's router would find them anywhere.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        if (tenant.State.IsServed())
        {
            return next(context);
        }

        var caller = PortalClaims.Read(context.User, Correlation.Id(context));
        return tenant.State.Service() == TenantService.CancellationOnly ? Deleting(context, caller) : Suspended(context, caller, tenant.State);
    }

    // What the page that says so is drawn with is served to whoever gets that page.
    private Task Suspended(HttpContext context, Caller? caller, TenantState state) => caller is null
        ? UnknownHost.WriteAsync(context)
        : HttpMethods.IsGet(context.Request.Method) && Leads(context, Assets) ? next(context) : RefusedTenant.WriteAsync(context, new(state));

    private Task Deleting(HttpContext context, Caller? caller)
    {
        var isAsset = Leads(context, Assets);
        if (isAsset || (caller is null ? Leads(context, ["/sign-in", "/api/v1/sessions"]) : caller.Role == Role.Admin && Leads(context, Ways)))
        {
            return next(context);
        }

        var isPage = HttpMethods.IsGet(context.Request.Method) && !Leads(context, ["/api"]);
        if (isPage && caller is null or { Role: Role.Admin, Kind: PrincipalKind.Member })
        {
            context.Response.Redirect(caller is null ? $"/sign-in?returnUrl={CancellationPage}" : CancellationPage);
            return Task.CompletedTask;
        }

        return caller is null ? UnknownHost.WriteAsync(context) : RefusedTenant.WriteAsync(context, new(TenantState.Deleting));
    }

    private static bool Leads(HttpContext context, string[] paths) =>
        paths.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal));
}
