namespace Portal.Benchmarks.Rollouts.Traffic;

/// <summary>SplitMix64 (Steele, Lea and Flood, 2014): a seed gives the same traffic on every machine and every runtime.</summary>
internal sealed class Dice(ulong seed)
{
    private const double LargeMean = 30;

    private ulong _state = seed;

    public double Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    public double Between(double low, double high) => low + ((high - low) * Next());

    /// <summary>How many events, when so many are expected: Knuth's method, for large means the normal approximation.</summary>
    public int Poisson(double mean)
    {
        if (mean <= 0)
        {
            return 0;
        }

        if (mean > LargeMean)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next());
            return Math.Max(0, (int)Math.Round(mean + (Math.Sqrt(mean) * normal)));
        }

        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = Next(); product > limit; product *= Next())
        {
            count++;
        }

        return count;
    }

    /// <summary>How many of <paramref name="trials"/> hit, in bunches of <paramref name="bunch"/> and never more than all.</summary>
    public int Hits(int trials, double rate, int bunch = 1)
    {
        if (trials == 0 || rate <= 0)
        {
            return 0;
        }

        if (bunch > 1 || trials > 200 || rate < 0.02)
        {
            return Math.Min(trials, bunch * Poisson(trials * rate / bunch));
        }

        var hits = 0;
        for (var i = 0; i < trials; i++)
        {
            hits += Next() < rate ? 1 : 0;
        }

        return hits;
    }
}
