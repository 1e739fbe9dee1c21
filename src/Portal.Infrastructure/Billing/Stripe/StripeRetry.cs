using System.Net;

namespace Portal.Infrastructure.Billing.Stripe;

/// <summary>When and how long to wait for another attempt, as Stripe's own libraries do it.</summary>
internal static class StripeRetry
{
    /// <summary>Attempts after the first.</summary>
    public const int Most = 3;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public static bool Wanted(HttpResponseMessage response)
    {
        // Stripe knows best when it says so.
        if (response.Headers.TryGetValues("Stripe-Should-Retry", out var advice))
        {
            return string.Equals(advice.FirstOrDefault(), "true", StringComparison.Ordinal);
        }

        // 409 is another request with the same key still under way, or a lock timeout.
        return response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500;
    }

    /// <param name="attempt">How many attempts have failed, 1 or more.</param>
    /// <param name="jitter">From 0 to 1.</param>
    /// <param name="response">The failed one; null when none came.</param>
    public static TimeSpan Delay(int attempt, double jitter, HttpResponseMessage? response)
    {
        if (response?.Headers.RetryAfter?.Delta is { } asked && asked > TimeSpan.Zero && asked <= TimeSpan.FromSeconds(60))
        {
            return asked;
        }

        var full = Shortest * Math.Pow(2, attempt - 1);
        var capped = full < Longest ? full : Longest;
        var spread = capped * (0.75 + (0.25 * jitter));
        return spread > Shortest ? spread : Shortest;
    }
}
