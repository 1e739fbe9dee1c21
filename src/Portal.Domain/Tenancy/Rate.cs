namespace Portal.Domain.Tenancy;

/// <summary>How often something may happen: a bucket that holds <paramref name="Burst"/> and is refilled evenly.</summary>
/// <param name="Interval">Between two refills by one, in ticks of 100 ns; at least 1.</param>
/// <param name="Burst">How many may come at once; at least 1.</param>
public readonly record struct Rate(long Interval, long Burst)
{
    /// <summary>How long an empty bucket takes to be full again, in ticks.</summary>
    public long Window => Interval * Burst;

    /// <summary>So many per period on the long run, a sixth of them at once, ten at least.</summary>
    public static Rate Per(TimeSpan period, long count) => new(Math.Max(1, period.Ticks / Math.Max(1, count)), Math.Max(Math.Min(count, 10), count / 6));

    /// <summary>So many per minute on the long run, a sixth of them at once, ten at least.</summary>
    public static Rate PerMinute(long count) => Per(TimeSpan.FromMinutes(1), count);

    /// <summary>Several times as much.</summary>
    public Rate Times(long factor) => new(Math.Max(1, Interval / factor), Burst * factor);
}
