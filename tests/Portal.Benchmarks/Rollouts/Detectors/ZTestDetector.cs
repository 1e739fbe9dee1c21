namespace Portal.Benchmarks.Rollouts.Detectors;

/// <summary>The two-proportion z-test at one per cent.</summary>
internal sealed class ZTestDetector : PeekingDetector
{
    private const double OnePercent = 2.326;

    public override string Name => "z-test";

    protected override bool IsWorse(double canaryBad, double canary, double stableBad, double stable)
    {
        var pooled = (canaryBad + stableBad) / (canary + stable);
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1 / canary) + (1 / stable)));
        return error > 0 && ((canaryBad / canary) - (stableBad / stable)) / error > OnePercent;
    }
}
