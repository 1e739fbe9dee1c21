using Portal.Domain.Rollouts.Planning;

namespace Portal.Domain.Rollouts.Analysis;

/// <summary>
/// Judges one attempt at one revision from what both versions answer. Fed with samples, it can be asked at any time.
/// It lives in memory: after a restart of the operator it begins again, and the step it was in takes its full time again.
/// </summary>
public sealed class CanaryAnalysis(AnalysisSettings settings)
{
    /// <summary>Below this many canary requests in a step nothing is called good, and no absolute floor is applied.</summary>
    public const int FewestRequests = 20;

    private static readonly TimeSpan RestartEvery = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortestPatience = TimeSpan.FromSeconds(5);

    private readonly BettingTest _errors = new();
    private readonly BettingTest _slow = new();
    private readonly double _limit = 1 / settings.FalseAlarmRate;
    private ArmEvidence _stable = new(0, 0);
    private ArmEvidence _canary = new(0, 0);
    private DateTimeOffset? _lastSampleAt;
    private DateTimeOffset? _waitingSince;
    private DateTimeOffset _lastRestartAt;
    private long _canaryRequestsInStep;
    private TimeSpan _measuredInStep;
    private string? _problem;
    private string? _failure;

    private TimeSpan Patience => settings.Interval * 3 > ShortestPatience ? settings.Interval * 3 : ShortestPatience;

    /// <summary>A new step: what it may call good it has to have seen itself; the evidence so far goes on.</summary>
    public void BeginStep(DateTimeOffset now)
    {
        _canaryRequestsInStep = 0;
        _measuredInStep = TimeSpan.Zero;
        _waitingSince = now;
        Restart(now);
    }

    public void Observe(AnalysisSample sample)
    {
        if (_lastSampleAt is { } last && sample.At > last)
        {
            var gap = sample.At - last;
            _measuredInStep += gap < Patience ? gap : TimeSpan.Zero;
        }

        _waitingSince ??= sample.At;
        _lastSampleAt = sample.At;
        _problem = null;
        _stable = Add(_stable, sample.Stable);
        _canary = Add(_canary, sample.Canary);
        _canaryRequestsInStep += sample.Canary.Requests;
        _errors.Observe(sample.Canary.Requests, sample.Canary.Errors, sample.Stable.Requests, sample.Stable.Errors);
        _slow.Observe(sample.Canary.Requests, sample.Canary.Slow, sample.Stable.Requests, sample.Stable.Slow);
        Remember(Evidence());
        if (sample.At - _lastRestartAt >= RestartEvery)
        {
            Restart(sample.At);
        }
    }

    /// <summary>A sample could not be taken.</summary>
    public void Miss(DateTimeOffset now, string problem)
    {
        _waitingSince ??= now;
        _problem = problem;
    }

    public RolloutReport Judge(DateTimeOffset now)
    {
        var evidence = Evidence();
        var (verdict, message) = Verdict(now, evidence);
        return new RolloutReport { Verdict = verdict, Message = message, Evidence = evidence, MeasuredInStep = _measuredInStep };
    }

    private (RolloutVerdict Verdict, string Message) Verdict(DateTimeOffset now, RolloutEvidence evidence)
    {
        if (_failure is { } failure)
        {
            return (RolloutVerdict.Failed, failure);
        }

        if (now - (_lastSampleAt ?? _waitingSince ?? now) >= Patience)
        {
            return (RolloutVerdict.NoData, $"No measurements: {_problem ?? "nothing has been measured yet"}.");
        }

        if (_canaryRequestsInStep == 0)
        {
            return now - (_waitingSince ?? now) >= Patience
                ? (RolloutVerdict.NoData, "No measurements: no request has reached the canary.")
                : (RolloutVerdict.Inconclusive, "Waiting for the canary's first requests.");
        }

        var words = $"{AnalysisWords.Comparison(evidence, slow: false)}; {AnalysisWords.Evidence(evidence)}.";
        return _canaryRequestsInStep < FewestRequests
            ? (RolloutVerdict.Inconclusive, $"Only {_canaryRequestsInStep} canary requests in this step so far. {words}")
            : (RolloutVerdict.Successful, words);
    }

    /// <summary>Once failed, failed: whatever comes later cannot make a revision good again.</summary>
    private void Remember(RolloutEvidence evidence)
    {
        if (_failure is not null)
        {
            return;
        }

        if (evidence.EValue >= _limit)
        {
            var slow = _slow.EValue() > _errors.EValue();
            _failure = $"{AnalysisWords.Comparison(evidence, slow)}: {AnalysisWords.Evidence(evidence)}.";
        }
        else if (_canary.Requests >= FewestRequests && Wilson.LowerBound(_canary.Errors, _canary.Requests) > 0.5)
        {
            // Guard G1: no comparison needed when most requests fail.
            _failure = $"More than half of the canary's requests fail: {AnalysisWords.Comparison(evidence, slow: false)}.";
        }
    }

    /// <summary>E-values of several metrics may be averaged whatever the dependence between them.</summary>
    private RolloutEvidence Evidence() => new((_errors.EValue() + _slow.EValue()) / 2, _limit, _canary, _stable);

    private void Restart(DateTimeOffset now)
    {
        _lastRestartAt = now;
        _errors.Restart();
        _slow.Restart();
    }

    private static ArmEvidence Add(ArmEvidence total, ArmSample sample) =>
        new(total.Requests + sample.Requests, total.Errors + sample.Errors, total.Slow + sample.Slow);
}
