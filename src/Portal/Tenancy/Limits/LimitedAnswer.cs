using System.Globalization;
using System.Text.Encodings.Web;
using Portal.Api;
using Portal.Domain.Tenancy;

namespace Portal.Tenancy.Limits;

/// <summary>The answer to what came too often: a problem for programs, a page for people, both saying when to come back.</summary>
internal static class LimitedAnswer
{
    // Written by hand: drawing it with Blazor would cost more than what it refuses.
    private const string Page =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Too many requests · Portal</title><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark"><script src="/js/theme.js"></script>
        <link rel="stylesheet" href="/css/tokens.css"><link rel="stylesheet" href="/css/base.css"><link rel="stylesheet" href="/css/layout.css"><link rel="stylesheet" href="/css/components.css"></head>
        <body><div class="front"><main class="front-main"><div class="front-card card"><div class="state" role="alert"><h1>Too many requests</h1>
        <p>{0}</p><div class="actions"><a class="button button-primary" href="">Try again</a></div></div></div></main></div></body></html>
        """;

    public static Task WriteAsync(HttpContext context, RateLimited limited)
    {
        context.Response.Headers.RetryAfter = limited.RetryAfter.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            return ProblemMapper.ToResult(limited, context).ExecuteAsync(context);
        }

        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(Page.Replace("{0}", HtmlEncoder.Default.Encode(limited.Detail), StringComparison.Ordinal), context.RequestAborted);
    }
}
