using System.Collections.Concurrent;
using Portal.Domain.Tenancy;

namespace Portal.Tenancy.Limits;

/// <summary>
/// A bucket for each key, and never more than so many: buckets that are full again go, and while the table is full of busy ones, strangers share one.
/// So a million made-up keys cost no more memory than the table, and take nothing from whoever is in it.
/// </summary>
internal sealed class BucketTable<TKey>(int capacity, TimeProvider time)
    where TKey : notnull
{
    // What strangers share is as much as so many of them have when there is room.
    private const int SharedBy = 16;
    private static readonly long SweepEvery = TimeSpan.FromSeconds(5).Ticks;
    private readonly ConcurrentDictionary<TKey, RateBucket> _buckets = new();
    private readonly RateBucket _shared = new();
    private readonly long _start = time.GetTimestamp();
    private int _count;
    private long _sweptAt;

    public int Count => Volatile.Read(ref _count);

    private long Now => time.GetElapsedTime(_start).Ticks;

    public RateAnswer Take(TKey key, Rate rate)
    {
        var now = Now;
        return Find(key, now) is { } bucket ? bucket.Take(rate, now) : _shared.Take(rate.Times(SharedBy), now);
    }

    /// <summary>What taking one would say, without making a bucket.</summary>
    public RateAnswer Look(TKey key, Rate rate) => (_buckets.GetValueOrDefault(key) ?? new RateBucket()).Look(rate, Now);

    /// <summary>Puts one back that was taken for nothing.</summary>
    public void GiveBack(TKey key, Rate rate)
    {
        if (_buckets.TryGetValue(key, out var bucket))
        {
            bucket.GiveBack(rate);
        }
    }

    private RateBucket? Find(TKey key, long now)
    {
        Sweep(now);
        if (_buckets.TryGetValue(key, out var known))
        {
            return known;
        }

        if (Interlocked.Increment(ref _count) > capacity)
        {
            Interlocked.Decrement(ref _count);
            return null;
        }

        var made = new RateBucket();
        if (_buckets.TryAdd(key, made))
        {
            return made;
        }

        Interlocked.Decrement(ref _count);
        return _buckets.GetValueOrDefault(key);
    }

    private void Sweep(long now)
    {
        var swept = Volatile.Read(ref _sweptAt);
        if (now - swept < SweepEvery || Interlocked.CompareExchange(ref _sweptAt, now, swept) != swept)
        {
            return;
        }

        foreach (var (key, bucket) in _buckets)
        {
            if (bucket.IsFull(now) && _buckets.TryRemove(new(key, bucket)))
            {
                Interlocked.Decrement(ref _count);
            }
        }
    }
}
