using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Analysis;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Rollouts.Cluster;
using Portal.Operators.Rollouts.Metrics;

namespace Portal.Operators.Rollouts;

/// <summary>The analysis of one attempt at one revision while it has traffic: samples it at its interval and judges.</summary>
internal sealed class RolloutWatch(string attempt, AnalysisSettings settings, IMetricSource source)
{
    private readonly CanaryAnalysis _analysis = new(settings);
    private readonly CounterDeltas _deltas = new();
    private string? _step;
    private DateTimeOffset _sampledAt = DateTimeOffset.MinValue;

    /// <summary>Which attempt this is about; another one needs another analysis.</summary>
    public string Attempt => attempt;

    public static string AttemptOf(RolloutStatus status) => $"{status.Target?.Hash}/{status.Attempt}";

    public async Task<(RolloutReport Report, AnalysisSample? Sample)> LookAsync(
        RolloutStatus status, ObservedObjects observed, int port, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var step = $"{status.StepIndex}/{status.StepStartedAt:O}";
        if (step != _step)
        {
            _step = step;
            _analysis.BeginStep(now);
        }

        AnalysisSample? sample = null;
        // Something else may have caused this look; a sample that is much too short only costs.
        if (now - _sampledAt >= settings.Interval * 0.7)
        {
            _sampledAt = now;
            sample = await SampleAsync(status, observed, port, now, cancellationToken);
        }

        return (_analysis.Judge(now), sample);
    }

    private async Task<AnalysisSample?> SampleAsync(RolloutStatus status, ObservedObjects observed, int port, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var pods = observed.Pods.Where(pod => pod.Ready && (pod.Arm == Arm.Stable || pod.Revision == status.Target?.Hash)).ToList();
        var counters = await source.ReadAsync(pods, port, settings.LatencyBound, cancellationToken);
        if (_deltas.Advance(now, counters) is { } sample)
        {
            _analysis.Observe(sample);
            return sample;
        }

        if (!counters.Any(pod => pod.Arm == Arm.Canary))
        {
            _analysis.Miss(now, "no canary pod answers with its request metrics");
        }
        else if (!counters.Any(pod => pod.Arm == Arm.Stable))
        {
            _analysis.Miss(now, "no stable pod answers with its request metrics");
        }

        return null;
    }
}
