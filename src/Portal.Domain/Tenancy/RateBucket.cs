namespace Portal.Domain.Tenancy;

/// <summary>
/// A token bucket kept as one number, the time at which it will be full (the generic cell rate algorithm, ITU-T I.371): eight bytes, no timer, and
/// a bucket that is full is as good as none. Safe for many threads. Times are ticks on any steady clock.
/// </summary>
public sealed class RateBucket
{
    private long _fullAt;

    /// <summary>Takes one where there is one.</summary>
    public RateAnswer Take(Rate rate, long now)
    {
        while (true)
        {
            var before = Volatile.Read(ref _fullAt);
            var fullAt = Math.Max(before, now) + rate.Interval;
            if (fullAt - now > rate.Window)
            {
                return new(false, 0, fullAt - now - rate.Window, before - now);
            }

            if (Interlocked.CompareExchange(ref _fullAt, fullAt, before) == before)
            {
                return new(true, (rate.Window - (fullAt - now)) / rate.Interval, 0, fullAt - now);
            }
        }
    }

    /// <summary>What taking one would say, without taking it.</summary>
    public RateAnswer Look(Rate rate, long now)
    {
        var fullAt = Math.Max(Volatile.Read(ref _fullAt), now);
        var missing = fullAt + rate.Interval - now - rate.Window;
        return new(missing <= 0, Math.Max(0, (rate.Window - (fullAt - now)) / rate.Interval), Math.Max(0, missing), fullAt - now);
    }

    /// <summary>Puts one back that was taken for nothing.</summary>
    public void GiveBack(Rate rate) => Interlocked.Add(ref _fullAt, -rate.Interval);

    /// <summary>Whether nothing was taken that is not refilled.</summary>
    public bool IsFull(long now) => Volatile.Read(ref _fullAt) <= now;
}
