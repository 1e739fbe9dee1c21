namespace Portal.Domain.Operations;

/// <summary>How long to wait before the next attempt: doubling, capped, with jitter so that many failures do not return together.</summary>
public static class RetryDelay
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <param name="attempt">How many attempts have failed; 1 or more.</param>
    /// <param name="jitter">A choice from 0 (half the delay) to 1 (all of it), made by the caller.</param>
    public static TimeSpan After(int attempt, double jitter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(jitter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(jitter, 1);
        var full = Math.Min(First.TotalSeconds * Math.Pow(2, Math.Min(attempt - 1, 30)), Longest.TotalSeconds);
        return TimeSpan.FromSeconds(full * (0.5 + (jitter / 2)));
    }
}
