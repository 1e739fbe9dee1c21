using System.Globalization;
using Portal.Domain.Tenancy;

namespace Portal.Tenancy.Limits;

/// <summary>
/// <c>RateLimit-Policy</c> and <c>RateLimit</c> (IETF draft-ietf-httpapi-ratelimit-headers): q is what a bucket holds, w the seconds that fill it,
/// r what is left, t the seconds until it is full again.
/// </summary>
internal static class RateLimitHeaders
{
    public static void Write(IHeaderDictionary headers, CallerTake taken)
    {
        headers["RateLimit-Policy"] = $"{Policy("tenant", taken.TenantRate)}, {Policy("principal", taken.PrincipalRate)}";
        headers["RateLimit"] = $"{State("tenant", taken.TenantAnswer)}, {State("principal", taken.PrincipalAnswer)}";
    }

    private static string Policy(string name, Rate rate) => string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={rate.Burst};w={Seconds(rate.Window)}");

    private static string State(string name, RateAnswer answer) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={answer.Left};t={Seconds(answer.FullAfter)}");

    private static long Seconds(long ticks) => Math.Max(0, (ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond);
}
