namespace Portal.Domain.Rollouts.Analysis;

/// <summary>
/// C-BET, the conditional betting test. Given that something failed, which version did it come from? If the canary is no
/// worse than tolerated, its share of the failures is at most its share of the requests, however the common failure rate
/// moves and however the traffic is split. Bets against that grow like money in a fair game, so they may be looked at after every sample.
/// Lindon and Malek, "Anytime-Valid Inference for Multinomial Count Data", arXiv 2011.03567.
/// </summary>
/// <param name="toleratedRatio">How many times as often as the stable version the canary may fail; 1 by default.</param>
public sealed class BettingTest(double toleratedRatio = 1)
{
    /// <summary>The sizes of harm that are bet on, as ratios of failure rates.</summary>
    private static readonly double[] Ratios = [1.5, 2, 3, 5, 8, 12, 20, 35, 60, 100];

    // Most money on what is common: some times worse. Little on what shows itself anyway.
    private static readonly double[] Shares = [0.06, 0.10, 0.16, 0.20, 0.20, 0.12, 0.07, 0.04, 0.03, 0.02];

    private static readonly double[] Logarithms = [.. Ratios.Select(ratio => Math.Log(ratio))];

    private readonly BettingBook _book = NewBook();
    private readonly Dispersion _dispersion = new();
    private long _stableRequests;
    private long _stableBad;

    /// <summary>The evidence that the canary is worse than tolerated. 1 is none.</summary>
    public double EValue => _book.Value;

    /// <summary>The evidence is spread over at least three blocks of time.</summary>
    public bool IsConfirmed => _book.IsConfirmed;

    /// <summary>How much the stable version's failures bunch; 1 when not at all.</summary>
    internal double Temper => _dispersion.Factor;

    /// <summary>Takes in one sample: requests of both versions, and how many of them were bad.</summary>
    public void Observe(long canaryRequests, long canaryBad, long stableRequests, long stableBad)
    {
        // Without requests on both sides a failure can only have come from one of them: nothing to learn.
        if (canaryRequests <= 0 || stableRequests <= 0)
        {
            return;
        }

        _stableRequests += stableRequests;
        _stableBad += stableBad;
        if (canaryBad + stableBad > 0)
        {
            Bet(_book, toleratedRatio, canaryRequests, canaryBad, stableRequests, stableBad);
        }
    }

    internal static BettingBook NewBook() => new(Shares);

    /// <summary>What every bet gains by these counts; for expected ones they need not be whole.</summary>
    internal static void Bet(BettingBook book, double toleratedRatio, double canaryRequests, double canaryBad, double stableRequests, double stableBad)
    {
        // With q = r n / (r n + m) as the canary's share of the failures: ln(q_k / q_0) for each of its own, ln((1 - q_k) / (1 - q_0)) for the others.
        var fair = (toleratedRatio * canaryRequests) + stableRequests;
        for (var k = 0; k < Ratios.Length; k++)
        {
            var harmful = (toleratedRatio * Ratios[k] * canaryRequests) + stableRequests;
            book.Gain(k, (canaryBad * Logarithms[k]) + ((canaryBad + stableBad) * Math.Log(fair / harmful)));
        }
    }

    /// <summary>Closes a block of time; within one the evidence grows only up to a ceiling.</summary>
    /// <param name="seconds">How long the block was.</param>
    public void Settle(double seconds)
    {
        _dispersion.Observe(_stableRequests, _stableBad);
        (_stableRequests, _stableBad) = (0, 0);
        _book.Settle(seconds, _dispersion.Factor);
    }

    /// <summary>Places a fresh bet, because something changed and a fault may begin with it.</summary>
    public void Restart() => _book.Stake(0.25);
}
