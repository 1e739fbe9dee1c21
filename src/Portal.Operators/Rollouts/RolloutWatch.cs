using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Analysis;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Cluster;
using Portal.Operators.Rollouts.Metrics;

namespace Portal.Operators.Rollouts;

/// <summary>The analysis of one attempt at one revision while it has traffic: samples it at its interval and judges.</summary>
internal sealed class RolloutWatch(string attempt, AnalysisSettings settings, PendingReading source)
{
    private readonly CanaryAnalysis _analysis = new(settings);
    private readonly CounterDeltas _deltas = new();
    private string? _step;
    private DateTimeOffset _sampledAt = DateTimeOffset.MinValue;

    /// <summary>Which attempt this is about; another one needs another analysis.</summary>
    public string Attempt => attempt;

    /// <summary>When the next sample is due, an interval after the last was asked for; long past before the first.</summary>
    public DateTimeOffset NextSampleAt { get; private set; } = DateTimeOffset.MinValue;

    public static string AttemptOf(RolloutStatus status) => $"{status.Target?.Hash}/{status.Attempt}";

    public async Task<(RolloutReport Report, AnalysisSample? Sample)> LookAsync(
        ResourceKey rollout, RolloutStatus status, ObservedObjects observed, int port, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var step = $"{status.StepIndex}/{status.StepStartedAt:O}";
        if (step != _step)
        {
            _step = step;
            _analysis.BeginStep(now);
        }

        var revision = status.Target?.Hash ?? "";
        if (observed.State.Canary is { } canary && canary.Revision.Hash == revision)
        {
            var restarts = observed.Pods.Where(pod => pod.Arm == Arm.Canary && pod.Revision == revision).Sum(pod => pod.Restarts);
            _analysis.Observe(new CanaryPods(canary.Replicas, canary.Ready, restarts, canary.CrashLooping));
        }

        AnalysisSample? sample = null;
        // Something else may have caused this look; a sample that is much too short only costs.
        if (source.IsUnderWay || now - _sampledAt >= settings.Interval * 0.7)
        {
            var pods = observed.Pods.Where(pod => pod.Ready && (pod.Arm == Arm.Stable || pod.Revision == revision)).ToList();
            sample = await SampleAsync(new MetricScope(rollout, revision, pods, port, settings.LatencyBound, now), cancellationToken);
        }

        return (_analysis.Judge(now), sample);
    }

    private async Task<AnalysisSample?> SampleAsync(MetricScope scope, CancellationToken cancellationToken)
    {
        if (!source.IsUnderWay)
        {
            (_sampledAt, NextSampleAt) = (scope.Now, scope.Now + settings.Interval);
        }

        if (await source.AskAsync(scope, cancellationToken) is not { } reading)
        {
            _analysis.Miss(scope.Now, "the source has not answered yet");
            return null;
        }

        if (reading.IsUnchanged)
        {
            // Look again soon: then the next news is not waited for twice as long.
            _sampledAt -= settings.Interval * 0.5;
            return null;
        }

        if (reading.IsMisconfigured)
        {
            _analysis.Misconfigured(scope.Now, reading.Problem ?? "the source says no more");
            return null;
        }

        if (_deltas.Advance(scope.Now, reading.Counters) is { } sample)
        {
            _analysis.Observe(sample.Total, sample.Segments);
            return sample.Total;
        }

        if (Gap(reading) is { } gap)
        {
            _analysis.Miss(scope.Now, gap);
        }

        return null;
    }

    private static string? Gap(MetricReading reading)
    {
        var problem = reading.Problem is { } words ? $": {words}" : "";
        if (!reading.Counters.Any(pod => pod.Arm == Arm.Canary))
        {
            return reading.Counters.Count == 0 && reading.Problem is { } all ? all : $"no canary pod answers with its request metrics{problem}";
        }

        return reading.Counters.Any(pod => pod.Arm == Arm.Stable) ? null : $"no stable pod answers with its request metrics{problem}";
    }
}
