namespace Portal.Domain.Rollouts.Analysis;

/// <summary>Wilson's score interval for a proportion (Wilson 1927): sensible also for few observations and for none failing.</summary>
public static class Wilson
{
    /// <summary>The lower bound of the proportion, at <paramref name="z"/> standard errors; 0 without observations.</summary>
    public static double LowerBound(long successes, long trials, double z = 1.96)
    {
        if (trials <= 0)
        {
            return 0;
        }

        var p = (double)successes / trials;
        var zz = z * z / trials;
        var spread = z * Math.Sqrt(((p * (1 - p)) + (zz / 4)) / trials);
        return Math.Max(0, (p + (zz / 2) - spread) / (1 + zz));
    }
}
