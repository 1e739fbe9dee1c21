using Portal.Access;
using Portal.Api;

namespace Portal.Tenancy.Limits;

/// <summary>The last links, once it is known who asks: the tenant's rate and the principal's. Answers of the API say how much is left.</summary>
internal sealed class PrincipalLimiting(RequestDelegate next, CallerLimits limits)
{
    public Task InvokeAsync(HttpContext context)
    {
        // A file costs next to nothing, and a page is counted by what it asks.
        var counted = context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
        if (!counted || context.FindTenant() is not { } tenant || PortalClaims.Read(context.User, Correlation.Id(context)) is not { } caller)
        {
            return next(context);
        }

        var taken = limits.Take(caller, tenant.RequestsPerMinute);
        RateLimitHeaders.Write(context.Response.Headers, taken);
        return taken.Refusal is { } refused ? LimitedAnswer.WriteAsync(context, refused) : next(context);
    }
}
