using Portal.Domain.Rollouts.Planning;

namespace Portal.Domain.Rollouts.Analysis;

/// <summary>
/// Judges one attempt at one revision from what both versions answer. Fed with samples, it can be asked at any time; feeding it allocates
/// nothing. It lives in memory: after a restart of the operator it begins again, and the step it was in takes its full time again.
/// The method is explained in docs/rollouts/analysis.md.
/// </summary>
public sealed class CanaryAnalysis(AnalysisSettings settings)
{
    /// <summary>Below this many canary requests in a step nothing is called good, and no absolute floor is applied.</summary>
    public const int FewestRequests = 20;

    /// <summary>What happens within one block counts as one event, however much it is. Longer samples are a block each.</summary>
    internal static readonly TimeSpan BlockLength = TimeSpan.FromSeconds(5);

    private readonly double _limit = 1 / settings.FalseAlarmRate;
    private readonly StepProgress _step = new(settings.Interval);
    private readonly RecentCounts _recent = new();
    private readonly PodGuard _pods = new();
    private CanaryTests? _tests;
    private ArmSample _stable;
    private ArmSample _canary;
    private DateTimeOffset? _warmAt;
    private DateTimeOffset _blockBeganAt;
    private double? _burn;
    private string? _problem;
    private bool _isMisconfigured;
    private string? _failure;

    /// <summary>The evidence against the canary; at the limit, and confirmed by at least three blocks of time, it fails. 1 is none.</summary>
    public double EValue => _tests?.EValue ?? 1;

    /// <summary>The canary has failed; nothing that comes later makes this revision good again.</summary>
    public bool HasFailed => _failure is not null;

    /// <summary>Between how many times the stable version's failure rate the canary's lies, at the false alarm rate asked for.</summary>
    public RatioInterval ErrorRatio => _tests?.ErrorRatio ?? new RatioInterval(0, double.PositiveInfinity);

    /// <summary>A new step: what it may call good it has to have seen itself; the evidence so far goes on.</summary>
    public void BeginStep(DateTimeOffset now)
    {
        _step.Begin(now);
        // Faults like to begin with a new weight.
        _tests?.Restart();
    }

    public void Observe(AnalysisSample sample) => Observe(sample, []);

    /// <param name="sample">All the traffic since the sample before. One that is not later than the last is a duplicate and is left out.</param>
    /// <param name="segments">Parts of it, such as endpoints, to be judged by themselves as well. Whether there are any is decided by the first sample.</param>
    public void Observe(AnalysisSample sample, ReadOnlySpan<SegmentSample> segments)
    {
        if (!sample.Canary.IsSound || !sample.Stable.IsSound)
        {
            Miss(sample.At, "the counters contradict themselves");
            return;
        }

        if (sample.At <= _step.LastSampleAt)
        {
            return;
        }

        if (_warmAt is null)
        {
            _warmAt = sample.At - settings.Interval + settings.WarmUp;
            _blockBeganAt = sample.At - settings.Interval;
        }

        var isWarm = sample.At > _warmAt;
        _problem = null;
        _isMisconfigured = false;
        _step.Observe(sample, counts: isWarm);
        _stable = _stable.Plus(sample.Stable);
        _canary = _canary.Plus(sample.Canary);
        _recent.Add(sample.Canary, sample.Stable);
        _tests ??= new CanaryTests(settings, segments.Length > 0);
        if (isWarm)
        {
            _tests.Observe(sample, segments);
        }

        Guard(_tests);
        Settle(sample.At, _tests);
    }

    /// <summary>The canary's pods, whenever they are looked at.</summary>
    public void Observe(CanaryPods pods) => _failure ??= _pods.Judge(pods);

    /// <summary>A sample could not be taken.</summary>
    public void Miss(DateTimeOffset now, string problem)
    {
        _step.Wait(now);
        _problem = problem;
    }

    /// <summary>A sample will not be had before somebody changes the configuration: the metric asked for does not exist, say.</summary>
    public void Misconfigured(DateTimeOffset now, string problem)
    {
        Miss(now, problem);
        _isMisconfigured = true;
    }

    public RolloutReport Judge(DateTimeOffset now)
    {
        var evidence = Evidence();
        var (verdict, message) = Verdict(now, evidence);
        return new RolloutReport
        {
            Verdict = verdict,
            Message = message,
            Evidence = evidence,
            MeasuredInStep = _step.Measured,
            Holds = verdict != RolloutVerdict.Failed && _burn is not null,
            IsProvenGood = verdict == RolloutVerdict.Successful && settings.EarlyPromotionRatio is { } ratio && _tests!.IsProvenWithin(ratio),
        };
    }

    /// <summary>The worst that can be said, in the verdicts' order.</summary>
    private (RolloutVerdict Verdict, string Message) Verdict(DateTimeOffset now, RolloutEvidence evidence)
    {
        if (_failure is { } failure)
        {
            return (RolloutVerdict.Failed, failure);
        }

        if (_isMisconfigured)
        {
            return (RolloutVerdict.Error, $"Cannot be analyzed as configured: {_problem}.");
        }

        if (_step.IsSilent(now))
        {
            return (RolloutVerdict.NoData, $"No measurements: {_problem ?? "nothing has been measured yet"}.");
        }

        return _step.CanaryIsLeftOut
            ? (RolloutVerdict.NoData, "No measurements: no request has reached the canary.")
            : Comparison(now, evidence);
    }

    private (RolloutVerdict Verdict, string Message) Comparison(DateTimeOffset now, RolloutEvidence evidence)
    {
        if (_burn is { } burn)
        {
            return (RolloutVerdict.Inconclusive, $"{AnalysisWords.Burn(burn, settings.ObjectiveTarget!.Value)}; held.");
        }

        if (_problem is { } problem)
        {
            // One sample that is late is no outage, and nothing to go on with either.
            return (RolloutVerdict.Inconclusive, $"Waiting for the next measurement: {problem}.");
        }

        if (_step.CanaryRequests == 0)
        {
            return (RolloutVerdict.Inconclusive, "Waiting for the canary's first requests.");
        }

        var words = $"{AnalysisWords.Failures(evidence)}; {AnalysisWords.Evidence(evidence)}.";
        if (now <= _warmAt)
        {
            return (RolloutVerdict.Inconclusive, $"Warming up, not judged yet. {words}");
        }

        if (evidence.EValue >= _limit)
        {
            return (RolloutVerdict.Inconclusive, $"Something is wrong; the next samples show whether it stays. {words}");
        }

        return _step.CanaryRequests < FewestRequests
            ? (RolloutVerdict.Inconclusive, $"Only {_step.CanaryRequests} canary requests in this step so far. {words}")
            : (RolloutVerdict.Successful, words);
    }

    /// <summary>Once failed, failed.</summary>
    private void Guard(CanaryTests tests)
    {
        _burn = settings.ObjectiveTarget is { } target ? ServiceBurn.Of(_recent, target) : null;
        if (_failure is null && tests.EValue >= _limit && tests.IsConfirmed)
        {
            var evidence = Evidence();
            _failure = $"{tests.Leading?.Sentence ?? AnalysisWords.Objective(tests.Allowed, evidence)}: {AnalysisWords.Evidence(evidence)}.";
        }

        if (_failure is null && AbsoluteFloor.IsBroken(_recent))
        {
            _failure = $"More than half of the canary's latest requests fail: {AnalysisWords.Failures(Evidence())}.";
        }

        if (_failure is null && settings.SpendCap is { } cap)
        {
            _failure = SpendCap.Judge(cap, _canary, _stable);
        }
    }

    private void Settle(DateTimeOffset at, CanaryTests tests)
    {
        // Samples are never taken to the millisecond.
        var length = at - _blockBeganAt;
        if (length >= BlockLength * 0.9)
        {
            tests.Settle(length.TotalSeconds);
            _recent.Settle();
            _blockBeganAt = at;
        }
    }

    private RolloutEvidence Evidence() => new(EValue, _limit, Total(_canary), Total(_stable));

    private static ArmEvidence Total(ArmSample counts) => new(counts.Requests, counts.Errors, counts.Slow);
}
