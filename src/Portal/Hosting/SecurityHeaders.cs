namespace Portal.Hosting;

/// <summary>
/// What every page says to the browser: scripts and styles come from this origin only, and neither is allowed inline (ASVS 5.0 V3.4).
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        // As late as possible: the exception handler starts the response anew.
        context.Response.OnStarting(Write, context.Response.Headers);
        return next(context);
    }

    private static Task Write(object state)
    {
        var headers = (IHeaderDictionary)state;
        // A plugin's own pages bring a stricter policy.
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = Policy;
        }

        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        return Task.CompletedTask;
    }
}
