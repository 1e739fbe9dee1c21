namespace Portal.Domain.Rollouts.Analysis;

/// <summary>
/// A confidence sequence for the ratio of both versions' failure rates: it holds at all times at once, so it may be looked at
/// after every sample. A ratio is ruled out once a mixture over all ratios explains the counts 1/alpha times better
/// (method of mixtures: Robbins 1970; Howard, Ramdas, McAuliffe and Sekhon, "Time-uniform, nonparametric, nonasymptotic confidence sequences", 2021).
/// </summary>
internal sealed class RatioConfidence(double limit)
{
    private const int Steps = 29;

    // An eighth to eighty, three steps to a doubling.
    private static readonly double[] Ratios = [.. Enumerable.Range(0, Steps).Select(i => 0.125 * Math.Pow(2, i / 3.0))];
    private static readonly double[] Logarithms = [.. Ratios.Select(ratio => Math.Log(ratio))];

    private readonly double[] _likelihoods = new double[Steps];

    /// <summary>Steps that could not be ruled out, and one beyond on either side, as the truth may lie between steps.</summary>
    public RatioInterval Interval
    {
        get
        {
            var best = _likelihoods.Max();
            var mixture = 0.0;
            foreach (var likelihood in _likelihoods)
            {
                mixture += Math.Exp(likelihood - best) / Steps;
            }

            var least = best + Math.Log(mixture / limit);
            var first = 0;
            while (_likelihoods[first] <= least)
            {
                first++;
            }

            var last = Steps - 1;
            while (_likelihoods[last] <= least)
            {
                last--;
            }

            return new RatioInterval(first == 0 ? 0 : Ratios[first - 1], last == Steps - 1 ? double.PositiveInfinity : Ratios[last + 1]);
        }
    }

    /// <summary>Takes in one sample, tempered by how much failures bunch.</summary>
    public void Observe(long canaryRequests, long canaryBad, long stableRequests, long stableBad, double temper)
    {
        var bad = canaryBad + stableBad;
        if (canaryRequests <= 0 || stableRequests <= 0 || bad == 0)
        {
            return;
        }

        double all = canaryRequests + stableRequests;
        for (var i = 0; i < Steps; i++)
        {
            _likelihoods[i] += ((canaryBad * Logarithms[i]) - (bad * Math.Log(((Ratios[i] * canaryRequests) + stableRequests) / all))) / temper;
        }
    }
}
