namespace Portal.Domain.Rollouts.Analysis;

/// <summary>
/// How much the stable version's failures bunch: variance over mean of their count per sample, 1 when they are independent.
/// A heuristic, not a theorem; slightly inflated, so that it errs towards patience.
/// </summary>
internal sealed class Dispersion
{
    private const int FewestSamples = 10;
    private const double Inflation = 1.1;

    private int _samples;
    private double _requests;
    private double _bad;
    private double _scaledSquares;

    public double Factor
    {
        get
        {
            if (_samples < FewestSamples || _bad <= 0)
            {
                return 1;
            }

            // Pearson's statistic against a constant rate, per degree of freedom; samples differ in size.
            var rate = _bad / _requests;
            var spread = (_scaledSquares - (_bad * rate)) / (rate * (_samples - 1));
            return Math.Max(1, Inflation * spread);
        }
    }

    public void Observe(long requests, long bad)
    {
        _samples++;
        _requests += requests;
        _bad += bad;
        _scaledSquares += (double)bad * bad / requests;
    }
}
