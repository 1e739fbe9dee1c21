using Portal.Access;
using Portal.Api;
using Portal.Domain.Tenancy;

namespace Portal.Tenancy.Limits;

/// <summary>No member and no tenant holds more pages open than it may: the connection is refused, and before it the page that would ask for one.</summary>
internal sealed class CircuitLimiting(RequestDelegate next, CircuitCounts circuits)
{
    private static readonly RateLimited Full = new("Whoever has as many pages of this portal open as there may be", 30);

    public async Task InvokeAsync(HttpContext context)
    {
        if (PortalClaims.Read(context.User, Correlation.Id(context)) is not { } caller)
        {
            await next(context);
        }
        else if (context.Request.Path.Equals("/_blazor", StringComparison.Ordinal) && context.WebSockets.IsWebSocketRequest)
        {
            await HoldAsync(context, caller);
        }
        else if (OpensCircuit(context.Request) && circuits.IsFull(caller))
        {
            await LimitedAnswer.WriteAsync(context, Full);
        }
        else
        {
            await next(context);
        }
    }

    private async Task HoldAsync(HttpContext context, Domain.Access.Caller caller)
    {
        if (!circuits.TryOpen(caller))
        {
            await LimitedAnswer.WriteAsync(context, Full);
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            circuits.Close(caller);
        }
    }

    private static bool OpensCircuit(HttpRequest request) => request.Path.Equals("/_blazor/negotiate", StringComparison.Ordinal)
        || (HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase));
}
