namespace Portal.Hosting;

/// <summary>
/// Refuses circuits that another site opens: browsers send cookies with cross-site WebSocket upgrades and apply no CORS to them,
/// and sibling sub-domains are other tenants. Before a circuit is allocated.
/// </summary>
internal sealed class CircuitOrigin(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal) && !RequestOrigin.IsOwn(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(context);
    }
}
