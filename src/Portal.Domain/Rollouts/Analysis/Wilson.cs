namespace Portal.Domain.Rollouts.Analysis;

/// <summary>Wilson's score interval for a proportion (Wilson 1927): sensible also for few observations and for none failing.</summary>
public static class Wilson
{
    /// <summary>The lower bound of the proportion, at <paramref name="z"/> standard errors; 0 without observations.</summary>
    public static double LowerBound(long successes, long trials, double z = 1.96) => trials <= 0 ? 0 : Math.Max(0, Bound(successes, trials, -z));

    /// <summary>The upper bound of the proportion, at <paramref name="z"/> standard errors; 1 without observations.</summary>
    public static double UpperBound(long successes, long trials, double z = 1.96) => trials <= 0 ? 1 : Math.Min(1, Bound(successes, trials, z));

    private static double Bound(long successes, long trials, double z)
    {
        var p = (double)successes / trials;
        var zz = z * z / trials;
        var spread = z * Math.Sqrt(((p * (1 - p)) + (zz / 4)) / trials);
        return (p + (zz / 2) + spread) / (1 + zz);
    }
}
