namespace Portal.Domain.Objectives;

/// <summary>Counts by stretches of time, of which a fixed number is kept: the newest pushes the oldest out.</summary>
public sealed class CountRing
{
    private readonly EventCounts[] _buckets;
    private long _newest;

    /// <param name="width">Of one stretch.</param>
    /// <param name="count">How many are kept.</param>
    public CountRing(TimeSpan width, int count) => (Width, _buckets) = (width, new EventCounts[count]);

    public TimeSpan Width { get; }

    /// <summary>The number of the newest stretch, since the beginning of time; 0 when there is none.</summary>
    public long Newest => _newest;

    /// <summary>The stretches from the oldest to the newest.</summary>
    public IEnumerable<EventCounts> Oldest
    {
        get
        {
            for (var i = _newest - _buckets.Length + 1; i <= _newest; i++)
            {
                yield return _buckets[Slot(i)];
            }
        }
    }

    public void Add(DateTimeOffset at, EventCounts counts)
    {
        var number = at.UtcTicks / Width.Ticks;
        if (number <= _newest - _buckets.Length)
        {
            return;
        }

        for (var i = Math.Max(_newest + 1, number - _buckets.Length + 1); i <= number; i++)
        {
            _buckets[Slot(i)] = default;
        }

        _newest = Math.Max(_newest, number);
        _buckets[Slot(number)] = _buckets[Slot(number)].Plus(counts);
    }

    /// <summary>Everything in the stretches that the window touches: at most one stretch more than asked for.</summary>
    public EventCounts Sum(DateTimeOffset now, TimeSpan window)
    {
        var last = now.UtcTicks / Width.Ticks;
        var first = Math.Max((now - window).UtcTicks / Width.Ticks + 1, _newest - _buckets.Length + 1);
        var sum = default(EventCounts);
        for (var i = first; i <= Math.Min(last, _newest); i++)
        {
            sum = sum.Plus(_buckets[Slot(i)]);
        }

        return sum;
    }

    /// <summary>Puts back what was kept; more than fits is cut at its old end.</summary>
    public void Restore(long newest, IReadOnlyList<EventCounts> oldestFirst)
    {
        ArgumentNullException.ThrowIfNull(oldestFirst);
        _newest = newest;
        Array.Clear(_buckets);
        for (var i = 0; i < Math.Min(_buckets.Length, oldestFirst.Count); i++)
        {
            _buckets[Slot(newest - i)] = oldestFirst[oldestFirst.Count - 1 - i];
        }
    }

    private int Slot(long number) => (int)(((number % _buckets.Length) + _buckets.Length) % _buckets.Length);
}
