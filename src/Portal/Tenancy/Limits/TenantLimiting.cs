using Portal.Domain.Tenancy;

namespace Portal.Tenancy.Limits;

/// <summary>
/// The second link: a tenant that has nothing left is told so before anything is read for it, and no tenant has more than so many requests worked on at
/// a time. What stays open for long, circuits and events, takes no turn.
/// </summary>
internal sealed class TenantLimiting(RequestDelegate next, CallerLimits limits, TenantTurns turns)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.FindTenant() is not { } tenant)
        {
            await next(context);
            return;
        }

        if (HasCredentials(context.Request) && limits.Exhausted(tenant.Id, tenant.RequestsPerMinute) is { } exhausted)
        {
            await LimitedAnswer.WriteAsync(context, exhausted);
            return;
        }

        if (StaysOpen(context.Request.Path))
        {
            await next(context);
            return;
        }

        using var turn = await turns.WaitAsync(tenant.Id, context.RequestAborted);
        if (turn is null)
        {
            await LimitedAnswer.WriteAsync(context, new RateLimited(CallerTake.Tenant, 1));
            return;
        }

        await next(context);
    }

    // Strangers are counted by their address; they may go on to the sign-in page of a tenant that is busy.
    private static bool HasCredentials(HttpRequest request) => request.Headers.Authorization.Count > 0 || request.Headers.Cookie.Count > 0;

    private static bool StaysOpen(PathString path) =>
        path.StartsWithSegments("/_blazor", StringComparison.Ordinal) || path.Value!.EndsWith("/events", StringComparison.Ordinal);
}
