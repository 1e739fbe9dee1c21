namespace Portal.Local.Kubernetes.Traffic;

/// <summary>Requests of one pod with one status code: how many, how long in all, and how many in each bucket.</summary>
internal sealed class RequestHistogram
{
    private readonly long[] _buckets = new long[LatencyCurve.Bounds.Count];

    public long Count { get; private set; }

    public double Sum { get; private set; }

    /// <summary>Adds requests of this mean latency without drawing each.</summary>
    public void Add(long requests, double mean, Noise noise)
    {
        if (requests == 0)
        {
            return;
        }

        Count += requests;
        Sum += Math.Max(requests * mean / 10, (requests * mean) + (Math.Sqrt(requests) * LatencyCurve.Deviation(mean) * noise.Normal()));
        var (left, passed) = (requests, 0.0);
        for (var index = 0; index < _buckets.Length && left > 0; index++)
        {
            // A multinomial draw, bucket by bucket: each takes its share of what the earlier ones left.
            var share = LatencyCurve.ShareWithin(LatencyCurve.Bounds[index], mean);
            var inside = noise.Binomial(left, passed >= 1 ? 1 : (share - passed) / (1 - passed));
            _buckets[index] += inside;
            left -= inside;
            passed = share;
        }
    }

    /// <summary>Buckets as Prometheus counts them: each with all before it.</summary>
    public IEnumerable<(double Bound, long Count)> Cumulative()
    {
        var total = 0L;
        for (var index = 0; index < _buckets.Length; index++)
        {
            total += _buckets[index];
            yield return (LatencyCurve.Bounds[index], total);
        }
    }
}
