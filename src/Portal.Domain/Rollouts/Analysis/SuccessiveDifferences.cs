namespace Portal.Domain.Rollouts.Analysis;

/// <summary>
/// How much counts differ from one stretch to the next, against what independent events would: 1 when they are independent, about
/// the size of a bunch when they come in bunches. Neighbours are compared, so that a rate that drifts or jumps once does not count as
/// bunching (von Neumann, "Distribution of the Ratio of the Mean Square Successive Difference to the Variance", 1941).
/// </summary>
internal sealed class SuccessiveDifferences(double memory, double prior)
{
    // Slightly more than measured: it errs towards patience.
    private const double Inflation = 1.1;

    private double _squares;
    private double _events;
    private long _lastRequests;
    private long _lastBad;

    /// <summary>1 or more. Starts from <c>prior</c> events' worth of belief in independence.</summary>
    public double Factor => Math.Max(1, (prior + (Inflation * _squares)) / (prior + _events));

    public void Observe(long requests, long bad)
    {
        if (requests <= 0)
        {
            return;
        }

        if (_lastRequests > 0 && bad + _lastBad > 0)
        {
            // Given their sum, the two counts are binomial: the expectation of this is exactly the sum, whatever the rate.
            var difference = ((double)bad * _lastRequests) - ((double)_lastBad * requests);
            _squares = (memory * _squares) + (difference * difference / ((double)requests * _lastRequests));
            _events = (memory * _events) + bad + _lastBad;
        }

        _lastRequests = requests;
        _lastBad = bad;
    }
}
