using Portal.Tenancy;

namespace Portal.Plugins;

/// <summary>Serves plugins' own pages. Even opened outside their frame they are sandboxed: an origin of their own, no cookies, no calls to anywhere.</summary>
internal static class PluginUiEndpoints
{
    private const string Policy =
        "sandbox allow-scripts; default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    public static void MapPluginUi(this IEndpointRouteBuilder routes) => routes
        .MapGet("/plugin-ui/{token}/{**path}", async (string token, string? path, PluginUi ui, HttpContext context, CancellationToken cancellationToken) =>
        {
            if (context.FindTenant() is not { } tenant || await ui.FindAsync(tenant.Id, token, path ?? "", cancellationToken) is not { } file)
            {
                return Results.NotFound();
            }

            context.Response.Headers.ContentSecurityPolicy = Policy;
            // A version never changes, and the address is this reader's own.
            context.Response.Headers.CacheControl = "private, max-age=3600, immutable";
            return Results.Bytes(file.Content, file.ContentType);
        })
        .AllowAnonymous().ExcludeFromDescription();
}
