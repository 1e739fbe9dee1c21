namespace Portal.Domain.Rollouts.Analysis;

/// <summary>
/// All the tests of one canary. Their evidence is averaged with fixed shares, which keeps the false alarm rate whatever the dependence
/// between them; a single test that is sure has to be as much surer as its share is smaller (Vovk and Wang, "E-values: calibration, combination and applications", 2021).
/// </summary>
internal sealed class CanaryTests
{
    /// <summary>The errors' part where there are neither segments nor an objective.</summary>
    public const double ErrorsShare = 0.8;

    private readonly MetricTest _errors;
    private readonly MetricTest _slow;
    private readonly SegmentTests? _segments;
    private readonly ObjectiveTest? _objective;
    private readonly double _objectiveShare;

    /// <param name="settings">How the rollout is judged.</param>
    /// <param name="hasSegments">Samples come with segments; without them nothing is staked there.</param>
    public CanaryTests(AnalysisSettings settings, bool hasSegments)
    {
        if (settings.ObjectiveTarget is { } target)
        {
            _objective = new ObjectiveTest(target);
            _objectiveShare = 0.1;
        }

        var rest = 1 - _objectiveShare;
        _errors = new MetricTest(settings, isSlow: false, rest * (hasSegments ? 0.6 : ErrorsShare));
        _slow = new MetricTest(settings, isSlow: true, rest * (hasSegments ? 0.15 : 1 - ErrorsShare));
        _segments = hasSegments ? new SegmentTests(settings, rest * 0.25) : null;
    }

    public double EValue
    {
        get
        {
            var total = _errors.Weighted + _slow.Weighted + Objective;
            if (_segments is null)
            {
                return total;
            }

            foreach (var test in _segments.Tests)
            {
                total += test.Weighted;
            }

            return total + _segments.Left;
        }
    }

    /// <summary>The comparison that speaks loudest against the canary; null when that is the objective.</summary>
    public MetricTest? Leading
    {
        get
        {
            var leading = _slow.Weighted > _errors.Weighted ? _slow : _errors;
            foreach (var test in _segments is null ? [] : _segments.Tests)
            {
                leading = test.Weighted > leading.Weighted ? test : leading;
            }

            return Objective > leading.Weighted ? null : leading;
        }
    }

    /// <summary>The failure rate that the objective allows at most.</summary>
    public double Allowed => _objective?.Allowed ?? 1;

    public bool IsConfirmed => Leading is { } leading ? leading.IsConfirmed : _objective!.IsConfirmed;

    private double Objective => _objective is null ? 0 : _objectiveShare * _objective.EValue;

    /// <summary>Failures and slow requests are shown to be at most <paramref name="ratio"/> times as frequent as the stable version's.</summary>
    public bool IsProvenWithin(double ratio) =>
        _errors.HasBad && _errors.Ratio.Upper <= ratio && (!_slow.HasBad || _slow.Ratio.Upper <= ratio);

    public RatioInterval ErrorRatio => _errors.Ratio;

    public void Observe(AnalysisSample sample, ReadOnlySpan<SegmentSample> segments)
    {
        _errors.Observe(sample.Canary, sample.Stable);
        _slow.Observe(sample.Canary, sample.Stable);
        _objective?.Observe(sample.Canary, sample.Stable);
        _segments?.Observe(segments);
    }

    public void Settle(double seconds)
    {
        _errors.Settle(seconds);
        _slow.Settle(seconds);
        _objective?.Settle(seconds);
        foreach (var test in _segments is null ? [] : _segments.Tests)
        {
            test.Settle(seconds);
        }
    }

    public void Restart()
    {
        _errors.Restart();
        _slow.Restart();
        _objective?.Restart();
        foreach (var test in _segments is null ? [] : _segments.Tests)
        {
            test.Restart();
        }
    }
}
