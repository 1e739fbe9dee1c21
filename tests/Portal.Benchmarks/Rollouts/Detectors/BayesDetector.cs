namespace Portal.Benchmarks.Rollouts.Detectors;

/// <summary>
/// P(the canary's rate is above the stable version's) over 99 %, with Beta(1, 1) before: both posteriors as normal distributions of the same
/// mean and variance.
/// </summary>
internal sealed class BayesDetector : PeekingDetector
{
    private const double NinetyNinePercent = 2.326;

    public override string Name => "bayes";

    protected override bool IsWorse(double canaryBad, double canary, double stableBad, double stable)
    {
        var (canaryMean, canaryVariance) = Posterior(canaryBad, canary);
        var (stableMean, stableVariance) = Posterior(stableBad, stable);
        return (canaryMean - stableMean) / Math.Sqrt(canaryVariance + stableVariance) > NinetyNinePercent;
    }

    private static (double Mean, double Variance) Posterior(double bad, double all)
    {
        var (a, b) = (bad + 1, all - bad + 1);
        return (a / (a + b), a * b / ((a + b) * (a + b) * (a + b + 1)));
    }
}
