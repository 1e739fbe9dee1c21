using System.Globalization;

namespace Portal.Domain.Tenancy;

/// <summary>429: too often.</summary>
/// <param name="Who">Whose rate was exceeded, as a sentence begins: "This tenant".</param>
/// <param name="RetryAfter">Whole seconds until the next attempt can succeed; at least 1.</param>
public sealed record RateLimited(string Who, int RetryAfter) : Error(ErrorKind.RateLimited, "rate.limited", "Too many requests", string.Create(
    CultureInfo.InvariantCulture, $"{Who} asks more often than it may. Wait {RetryAfter} s, then go on; send fewer requests at a time."))
{
    /// <summary>The wait that a bucket asked for, rounded up.</summary>
    public static RateLimited After(string who, long ticks) => new(who, (int)Math.Clamp((ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond, 1, 86_400));
}
