using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Portal.Layout;

/// <summary>Gives the page for "not found" to a person whose address led nowhere; programs and pictures get the bare status.</summary>
internal static class NotFoundAnswer
{
    // The server alone draws it: there is no page of ours behind the address that a circuit could be opened for.
    private static readonly Endpoint Drawn = new(null, new EndpointMetadataCollection(new ExcludeFromInteractiveRoutingAttribute()), "Not found");

    public static Task WriteAsync(StatusCodeContext refusal)
    {
        var context = refusal.HttpContext;
        if (context.Response.StatusCode != StatusCodes.Status404NotFound
            || !HttpMethods.IsGet(context.Request.Method)
            || !context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            return Task.CompletedTask;
        }

        context.SetEndpoint(Drawn);
        return new RazorComponentResult<App> { StatusCode = StatusCodes.Status404NotFound }.ExecuteAsync(context);
    }
}
