using System.Diagnostics;

namespace Portal.Api;

/// <summary>The id that ties a request to everything it causes, and that support asks for: the trace id (W3C Trace Context).</summary>
internal static class Correlation
{
    public static string Id(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    /// <summary>Outside a request, e.g. for a click in a circuit.</summary>
    public static string Next() => Activity.Current?.TraceId.ToString() ?? ActivityTraceId.CreateRandom().ToString();
}
