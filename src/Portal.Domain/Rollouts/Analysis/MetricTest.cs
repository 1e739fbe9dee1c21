namespace Portal.Domain.Rollouts.Analysis;

/// <summary>One comparison: failures or slow requests, of all the traffic or of one segment.</summary>
/// <param name="settings">How the rollout is judged.</param>
/// <param name="isSlow">Slow requests rather than failed ones.</param>
/// <param name="share">Its part of the average over all tests.</param>
/// <param name="segment">Null for all the traffic.</param>
internal sealed class MetricTest(AnalysisSettings settings, bool isSlow, double share, string? segment = null)
{
    private readonly BettingTest _test = new(settings.ToleratedRatio);
    private readonly RatioConfidence _ratio = new(1 / settings.FalseAlarmRate);
    private long _canaryRequests;
    private long _canaryBad;
    private long _stableRequests;
    private long _stableBad;

    public double Weighted => share * _test.EValue;

    public bool IsConfirmed => _test.IsConfirmed;

    /// <summary>Something bad happened at all, so there is something to compare.</summary>
    public bool HasBad => _canaryBad + _stableBad > 0;

    public RatioInterval Ratio => _ratio.Interval;

    public string Sentence => AnalysisWords.Comparison(isSlow, segment, (_canaryBad, _canaryRequests), (_stableBad, _stableRequests));

    public void Observe(ArmSample canary, ArmSample stable)
    {
        var canaryBad = isSlow ? canary.Slow : canary.Errors;
        var stableBad = isSlow ? stable.Slow : stable.Errors;
        _canaryRequests += canary.Requests;
        _canaryBad += canaryBad;
        _stableRequests += stable.Requests;
        _stableBad += stableBad;
        _ratio.Observe(canary.Requests, canaryBad, stable.Requests, stableBad, _test.Temper);
        _test.Observe(canary.Requests, canaryBad, stable.Requests, stableBad);
    }

    public void Settle(double seconds) => _test.Settle(seconds);

    public void Restart() => _test.Restart();
}
