using Portal.Benchmarks.Rollouts.Traffic;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Analysis;
using Portal.Domain.Rollouts.Planning;

namespace Portal.Benchmarks.Rollouts.Detectors;

/// <summary>The product's own analysis, with its policy for missing data.</summary>
internal sealed class PortalDetector : IDetector
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    private readonly SegmentSample[] _segments = new SegmentSample[2];
    private AnalysisSettings _settings = AnalysisSettings.Default;
    private CanaryAnalysis _analysis = new(AnalysisSettings.Default);
    private DateTimeOffset? _noDataSince;
    private RolloutReport? _latest;

    public string Name => "portal";

    public bool KnowsWarmUp => true;

    public RolloutReport? Report { get; private set; }

    /// <summary>A rollout that cannot be called good at its end waits for ever, as far as half an hour can tell.</summary>
    public double? Delay => _latest is { Verdict: RolloutVerdict.Successful } latest ? 1 - (latest.MeasuredInStep.TotalSeconds / (TrafficRun.Seconds - TrafficRun.Interval)) : 1;

    public void Begin(TrafficCase traffic)
    {
        _settings = new AnalysisSettings { Interval = TimeSpan.FromSeconds(TrafficRun.Interval), WarmUp = traffic.WarmUp, ObjectiveTarget = traffic.ObjectiveTarget };
        _analysis = new CanaryAnalysis(_settings);
        _noDataSince = null;
        _latest = Report = null;
    }

    public Call Look(in TrafficTick tick)
    {
        var now = Start + TimeSpan.FromSeconds(tick.Second);
        if (tick.BeginsStep)
        {
            _analysis.BeginStep(now - TimeSpan.FromSeconds(TrafficRun.Interval));
        }

        Feed(tick, now);
        Report = _analysis.Judge(now);
        _latest = tick.Glitch is Glitch.Missing or Glitch.Reset ? _latest : Report;
        _noDataSince = Report.Verdict is RolloutVerdict.NoData or RolloutVerdict.Error ? _noDataSince ?? now : null;
        if (Report.Verdict == RolloutVerdict.Failed || now - _noDataSince >= _settings.NoDataTimeout)
        {
            return Call.RollBack;
        }

        return Report.Verdict == RolloutVerdict.Successful && !Report.Holds ? Call.Good : Call.Hold;
    }

    private void Feed(in TrafficTick tick, DateTimeOffset now)
    {
        _analysis.Observe(new CanaryPods(Wanted: 3, tick.Glitch == Glitch.Dead ? 0 : 3, tick.PodRestarts, CrashLooping: false));
        if (tick.Glitch is Glitch.Missing or Glitch.Dead)
        {
            _analysis.Miss(now, "the metrics do not answer");
            return;
        }

        var canary = tick.Glitch == Glitch.Reset ? new ArmSample(-tick.Canary.Requests, 0, 0) : tick.Canary;
        var sample = new AnalysisSample(now, tick.Stable, canary);
        if (tick.HasEndpoint)
        {
            _segments[0] = new SegmentSample("checkout", tick.StableEndpoint, tick.CanaryEndpoint);
            _segments[1] = new SegmentSample("other", Less(tick.Stable, tick.StableEndpoint), Less(tick.Canary, tick.CanaryEndpoint));
        }

        for (var times = tick.Glitch == Glitch.Duplicate ? 2 : 1; times > 0; times--)
        {
            _analysis.Observe(sample, tick.HasEndpoint ? _segments : []);
        }
    }

    private static ArmSample Less(ArmSample all, ArmSample part) =>
        new(Math.Max(0, all.Requests - part.Requests), Math.Max(0, Math.Min(all.Errors - part.Errors, all.Requests - part.Requests)), 0);
}
