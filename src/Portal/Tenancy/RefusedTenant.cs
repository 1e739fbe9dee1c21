using System.Text.Encodings.Web;
using Portal.Api;
using Portal.Domain.Tenancy;

namespace Portal.Tenancy;

/// <summary>What the people of a tenant that is not served get: a page that leads nowhere, in the portal's own look, or problem details.</summary>
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
            <html lang="en">
            <head>
              <meta charset="utf-8"><title>{title} · Portal</title>
              <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
              <script src="/js/theme.js"></script>
              <link rel="icon" type="image/svg+xml" href="/img/favicon.svg">
              <link rel="stylesheet" href="/css/tokens.css"><link rel="stylesheet" href="/css/base.css">
              <link rel="stylesheet" href="/css/layout.css"><link rel="stylesheet" href="/css/components.css">
            </head>
            <body>
              <div class="front">
                <header class="front-bar"><span class="front-brand"><img src="/img/favicon.svg" alt="" width="26" height="26">Portal</span></header>
                <main class="front-main"><div class="front-card card"><div class="state"><h1>{title}</h1><p>{detail}</p></div></div></main>
                <footer class="front-foot">Portal, the developer portal that rolls plugins out and takes bad ones back by itself.</footer>
              </div>
            </body>
            </html>
            """,
            context.RequestAborted);
    }
}
