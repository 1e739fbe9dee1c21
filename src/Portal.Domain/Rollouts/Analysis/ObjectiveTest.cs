namespace Portal.Domain.Rollouts.Analysis;

/// <summary>
/// Guard G2: the canary by itself against the objective. Bets that it burns the error budget faster than the fast page's factor allows
/// (Wald's sequential test, mixed over rates); it also works where the stable version has no traffic left to compare with.
/// </summary>
internal sealed class ObjectiveTest
{
    private const double HighestRate = 0.95;

    private static readonly double[] Multiples = [1.5, 2, 3, 5, 10];

    private readonly BettingBook _book = new([.. Multiples.Select(_ => 1.0 / Multiples.Length)]);
    private readonly double[] _good = new double[Multiples.Length];
    private readonly double[] _bad = new double[Multiples.Length];

    public ObjectiveTest(double target)
    {
        Allowed = Math.Min(0.5, ServiceBurn.FastPage * (1 - target));
        for (var k = 0; k < Multiples.Length; k++)
        {
            var rate = Math.Min(HighestRate, Allowed * Multiples[k]);
            _good[k] = Math.Log((1 - rate) / (1 - Allowed));
            _bad[k] = Math.Log(rate / Allowed);
        }
    }

    /// <summary>The failure rate above which the budget burns too fast.</summary>
    public double Allowed { get; }

    public double EValue => _book.Value;

    public bool IsConfirmed => _book.IsConfirmed;

    public void Observe(ArmSample canary, ArmSample stable)
    {
        // While the stable version burns as fast, the canary is not the reason.
        if (canary.Requests <= 0 || stable.Errors > Allowed * stable.Requests)
        {
            return;
        }

        for (var k = 0; k < Multiples.Length; k++)
        {
            _book.Gain(k, (canary.Errors * _bad[k]) + ((canary.Requests - canary.Errors) * _good[k]));
        }
    }

    public void Settle(double seconds) => _book.Settle(seconds, temper: 1);

    public void Restart() => _book.Stake(0.25);
}
