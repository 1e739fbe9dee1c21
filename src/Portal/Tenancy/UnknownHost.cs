using Portal.Api;

namespace Portal.Tenancy;

/// <summary>What a host gets that names no tenant: the same for one that never was, one that is suspended and one that is gone.</summary>
internal static class UnknownHost
{
    private const string Page =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Not found</title><meta name="viewport" content="width=device-width"></head>
        <body><h1>Not found</h1><p>There is nothing at this address. Check its spelling.</p></body></html>
        """;

    public static Task WriteAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            return ProblemMapper.Write(
                StatusCodes.Status404NotFound, "host.unknown", "Not found", "There is nothing at this address. Check its spelling.", [], context).ExecuteAsync(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(Page, context.RequestAborted);
    }
}
