using Portal.Domain.Rollouts.Analysis;
using Portal.Domain.Rollouts.Planning;

namespace Portal.Operators.Rollouts.Metrics;

/// <summary>
/// Turns counters that only grow into what happened since the last look. A counter that fell was restarted from zero; a
/// pod seen for the first time only gives a starting point.
/// </summary>
internal sealed class CounterDeltas
{
    private Dictionary<string, PodCounters> _last = [];

    /// <returns>The sample, or null while there is no starting point on both sides or one side cannot be read.</returns>
    public AnalysisSample? Advance(DateTimeOffset at, IReadOnlyList<PodCounters> counters)
    {
        var before = _last;
        // Pods that could not be read this time keep their last counters: what they counted meanwhile comes with the next reading.
        _last = before.Values.Concat(counters).GroupBy(pod => pod.PodUid).ToDictionary(pods => pods.Key, pods => pods.Last());
        var stable = Sum(before, counters, Arm.Stable);
        var canary = Sum(before, counters, Arm.Canary);
        return stable is { } s && canary is { } c ? new AnalysisSample(at, s, c) : null;
    }

    private static ArmSample? Sum(Dictionary<string, PodCounters> before, IReadOnlyList<PodCounters> counters, Arm arm)
    {
        double requests = 0, errors = 0, slow = 0;
        var isKnown = false;
        foreach (var pod in counters.Where(pod => pod.Arm == arm))
        {
            if (!before.TryGetValue(pod.PodUid, out var last))
            {
                continue;
            }

            isKnown = true;
            var restarted = pod.Requests < last.Requests;
            requests += Since(pod.Requests, last.Requests, restarted);
            errors += Since(pod.Errors, last.Errors, restarted);
            slow += Since(pod.Slow, last.Slow, restarted);
        }

        // More failures than requests cannot be: the two were not read at the same instant.
        var whole = (long)Math.Round(requests);
        return isKnown ? new ArmSample(whole, Math.Min(whole, (long)Math.Round(errors)), Math.Min(whole, (long)Math.Round(slow))) : null;
    }

    private static double Since(double now, double last, bool restarted) => restarted ? now : Math.Max(0, now - last);
}
