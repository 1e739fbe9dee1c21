namespace Portal.Operators.Rollouts.Metrics.Otlp;

/// <summary>One series of one pod as a counter that only grows, whether its points are deltas or totals, and however often it begins again.</summary>
internal sealed class OtlpSeries
{
    private readonly Lock _lock = new();
    private ulong _time;
    private double _last;
    private double[] _lastBuckets = [];
    private double _total;
    private double[] _totals = [];
    private double[] _bounds = [];

    /// <summary>How many in all, and in each bucket.</summary>
    public (double Count, double[] Bounds, double[] Buckets) Value
    {
        get
        {
            lock (_lock)
            {
                return (_total, _bounds, [.. _totals]);
            }
        }
    }

    public void Add(OtlpPoint point)
    {
        lock (_lock)
        {
            // A point that was sent twice, or has been overtaken: what it says is known.
            if (point.Time <= _time || !double.IsFinite(point.Count) || point.Count < 0)
            {
                return;
            }

            // Other bounds are another histogram: its buckets cannot be added to the ones before.
            var isNew = _time == 0 || !point.Bounds.AsSpan().SequenceEqual(_bounds) || point.Buckets.Length != _totals.Length;
            if (isNew)
            {
                (_bounds, _totals, _lastBuckets) = (point.Bounds, new double[point.Buckets.Length], new double[point.Buckets.Length]);
            }

            var beginsAgain = point.IsDelta || point.Count < _last || point.Start > _time;
            _total += beginsAgain ? point.Count : point.Count - _last;
            for (var i = 0; i < _totals.Length; i++)
            {
                _totals[i] += beginsAgain || isNew ? point.Buckets[i] : Math.Max(0, point.Buckets[i] - _lastBuckets[i]);
            }

            (_time, _last, _lastBuckets) = (point.Time, point.IsDelta ? 0 : point.Count, point.IsDelta ? new double[_totals.Length] : point.Buckets);
        }
    }
}
