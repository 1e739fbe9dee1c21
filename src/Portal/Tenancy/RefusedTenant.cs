using System.Text.Encodings.Web;
using Portal.Api;
using Portal.Domain.Tenancy;

namespace Portal.Tenancy;

/// <summary>What the people of a tenant that is not served get: a page without any part of the portal, or problem details.</summary>
internal static class RefusedTenant
{
    public static Task WriteAsync(HttpContext context, TenantNotServed refusal)
    {
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            return ProblemMapper.ToResult(refusal, context).ExecuteAsync(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/html; charset=utf-8";
        var (title, detail) = (HtmlEncoder.Default.Encode(refusal.Title), HtmlEncoder.Default.Encode(refusal.Detail));
        return context.Response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>{title}</title><meta name="viewport" content="width=device-width"></head>
            <body><main><h1>{title}</h1><p>{detail}</p></main></body></html>
            """,
            context.RequestAborted);
    }
}
