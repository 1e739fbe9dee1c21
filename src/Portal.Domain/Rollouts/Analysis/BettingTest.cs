namespace Portal.Domain.Rollouts.Analysis;

/// <summary>
/// C-BET, the conditional betting test. Given that something failed, which version did it come from? If the canary is no
/// worse than tolerated, its share of the failures is at most its share of the requests, however the common failure rate
/// moves. A bet against that grows like money in a fair game: it exceeds 1/alpha at any time with probability at most
/// alpha (Ville), so it may be looked at after every sample.
/// Lindon and Malek, "Anytime-Valid Inference for Multinomial Count Data", arXiv 2011.03567.
/// </summary>
public sealed class BettingTest(double toleratedRatio = 1)
{
    /// <summary>Bets that started too early pay for the healthy time before a late fault, so fresh ones join; more than this many add nothing.</summary>
    private const int MaxRestarts = 64;

    // Beyond this the evidence is overwhelming and only the arithmetic could still go wrong.
    private const double LargestExponent = 600;

    /// <summary>The sizes of harm that are bet on, as ratios of failure rates, each with the same stake.</summary>
    private static readonly double[] Ratios = [1.5, 2, 3, 5, 8, 12, 20, 35, 60, 100];

    private readonly List<double[]> _bets = [new double[Ratios.Length]];
    private readonly Dispersion _dispersion = new();

    /// <summary>Takes in one sample: requests of both versions, and how many of them were bad.</summary>
    public void Observe(long canaryRequests, long canaryBad, long stableRequests, long stableBad)
    {
        // Without requests on both sides a failure can only have come from one of them: nothing to learn.
        if (canaryRequests <= 0 || stableRequests <= 0)
        {
            return;
        }

        _dispersion.Observe(stableRequests, stableBad);
        if (canaryBad + stableBad == 0)
        {
            return;
        }

        var fair = Share(toleratedRatio, canaryRequests, stableRequests);
        for (var k = 0; k < Ratios.Length; k++)
        {
            var harmful = Share(toleratedRatio * Ratios[k], canaryRequests, stableRequests);
            var gain = (canaryBad * Math.Log(harmful / fair)) + (stableBad * Math.Log((1 - harmful) / (1 - fair)));
            foreach (var bet in _bets)
            {
                bet[k] += gain;
            }
        }
    }

    /// <summary>Places a fresh bet, for faults that begin only now.</summary>
    public void Restart()
    {
        if (_bets.Count < MaxRestarts)
        {
            _bets.Add(new double[Ratios.Length]);
        }
    }

    /// <summary>The evidence that the canary is worse than tolerated. 1 is none.</summary>
    public double EValue()
    {
        // Failures that come in bunches are not independent: the exponent keeps one bunch from counting as many.
        var temper = 1 / _dispersion.Factor;
        // Bets that have not begun still hold their stake: the weights 1/((j+1)(j+2)) of those add up to 1/(n+1).
        var total = 1.0 / (_bets.Count + 1);
        for (var j = 0; j < _bets.Count; j++)
        {
            var wealth = 0.0;
            foreach (var log in _bets[j])
            {
                wealth += Math.Exp(Math.Min(log * temper, LargestExponent));
            }

            total += wealth / Ratios.Length / ((j + 1.0) * (j + 2));
        }

        return total;
    }

    /// <summary>The canary's share of the failures when it fails <paramref name="ratio"/> times as often.</summary>
    private static double Share(double ratio, long canary, long stable) => ratio * canary / ((ratio * canary) + stable);
}
