using Portal.Domain.Rollouts.Analysis;
using Portal.Domain.Rollouts.Planning;

namespace Portal.Operators.Rollouts.Metrics;

/// <summary>
/// Turns counters that only grow into what happened since the last look. A counter that fell was restarted from zero; a
/// pod seen for the first time only gives a starting point; one that is there twice counts once.
/// </summary>
internal sealed class CounterDeltas
{
    // A clock that is corrected moves a process's start a little without restarting it.
    private const double StartTolerance = 5;

    private Dictionary<string, PodCounters> _last = [];

    /// <summary>Both arms as one service.</summary>
    /// <returns>What happened since the last look; null the first time.</returns>
    public ArmSample? AdvanceTogether(IReadOnlyList<PodCounters> counters)
    {
        var (stable, canary) = Totals(counters);
        return stable.IsKnown || canary.IsKnown ? new ArmSample(
            stable.Total.Requests + canary.Total.Requests, stable.Total.Errors + canary.Total.Errors, stable.Total.Slow + canary.Total.Slow) : null;
    }

    /// <returns>The sample, or null while there is no starting point on both sides or one side cannot be read.</returns>
    public MetricSample? Advance(DateTimeOffset at, IReadOnlyList<PodCounters> counters)
    {
        var (stable, canary) = Totals(counters);
        return stable.IsKnown && canary.IsKnown ? new MetricSample(new AnalysisSample(at, stable.Total, canary.Total), ArmTotals.Segments(stable, canary)) : null;
    }

    private (ArmTotals Stable, ArmTotals Canary) Totals(IReadOnlyList<PodCounters> counters)
    {
        var before = _last;
        var now = counters.GroupBy(pod => pod.PodUid).Select(pods => pods.Last()).ToList();
        // Pods that could not be read this time keep their last counters: what they counted meanwhile comes with the next reading.
        _last = before.Values.Concat(now).GroupBy(pod => pod.PodUid).ToDictionary(pods => pods.Key, pods => pods.Last());
        var (stable, canary) = (new ArmTotals(), new ArmTotals());
        foreach (var pod in now)
        {
            if (before.TryGetValue(pod.PodUid, out var last) && !(pod.IsSum && Fell(pod, last)))
            {
                (pod.Arm == Arm.Stable ? stable : canary).Add(pod, last, Restarted(pod, last));
                if (pod.IsSum)
                {
                    _last[pod.PodUid] = Kept(pod, last);
                }
            }
        }

        return (stable, canary);
    }

    // Requests and errors of a sum are two questions, and a scrape between them is seen by one alone: errors whose requests are not there yet come with those.
    private static PodCounters Kept(PodCounters now, PodCounters last) => now with
    {
        Errors = Math.Min(now.Errors, last.Errors + now.Requests - last.Requests),
        Slow = Math.Min(now.Slow, last.Slow + now.Requests - last.Requests),
    };

    private static bool Restarted(PodCounters now, PodCounters last) => Fell(now, last) || Math.Abs((now.StartedAt ?? 0) - (last.StartedAt ?? now.StartedAt ?? 0)) > StartTolerance;

    private static bool Fell(PodCounters now, PodCounters last) => now.Requests < last.Requests || (now.IsSum && (now.Errors < last.Errors || now.Slow < last.Slow));
}
