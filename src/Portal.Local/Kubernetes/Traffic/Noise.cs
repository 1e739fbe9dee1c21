namespace Portal.Local.Kubernetes.Traffic;

/// <summary>
/// Seeded draws for counters. Poisson counts of disjoint spans add up to a Poisson count of the whole, so it makes no difference
/// to their law how often somebody looks.
/// </summary>
internal sealed class Noise(int seed)
{
    // Above this the normal approximation is closer than anybody can see.
    private const double Many = 30;

#pragma warning disable CA5394 // Noise of a simulation, replayable by its seed: not a secret.
    private readonly Random _random = new(seed);

    public long Poisson(double mean)
    {
        if (mean <= 0)
        {
            return 0;
        }

        if (mean > Many)
        {
            return Math.Max(0, (long)Math.Round(mean + (Math.Sqrt(mean) * Normal())));
        }

        // Knuth: multiply uniforms until they fall below e^-mean.
        var limit = Math.Exp(-mean);
        var count = -1L;
        for (var product = 1.0; product > limit || count < 0; count++)
        {
            product *= _random.NextDouble();
        }

        return count;
    }

    public long Binomial(long trials, double chance)
    {
        // Below the resolution of a double next to 1 the gaps would be infinite.
        if (trials <= 0 || chance <= 1e-12)
        {
            return 0;
        }

        if (chance >= 1)
        {
            return trials;
        }

        if (chance > 0.5)
        {
            return trials - Binomial(trials, 1 - chance);
        }

        var mean = trials * chance;
        return mean > Many
            ? Math.Clamp((long)Math.Round(mean + (Math.Sqrt(mean * (1 - chance)) * Normal())), 0, trials)
            : FewSuccesses(trials, chance);
    }

    /// <summary>Standard normal (Box-Muller).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    /// <summary>Jumps from success to success by geometric gaps: as many steps as there are successes.</summary>
    private long FewSuccesses(long trials, double chance)
    {
        var successes = 0L;

        // For the smallest chances 1 - chance rounds to 1, whose logarithm of 0 would give no gap at all (and LogP1 is no better).
        var scale = chance < 1e-8 ? -chance : Math.Log(1 - chance);
        for (var at = Gap(scale); at <= trials; at += Gap(scale))
        {
            successes++;
        }

        return successes;
    }

    /// <summary>At least one, so that the walk always ends.</summary>
    private double Gap(double scale) => Math.Max(1, Math.Floor(Math.Log(1 - _random.NextDouble()) / scale) + 1);
#pragma warning restore CA5394
}
