using Portal.Domain.Rollouts.Analysis;

namespace Portal.Operators.Rollouts.Metrics;

/// <summary>What one arm's pods have counted since the look before, together.</summary>
internal sealed class ArmTotals
{
    // Far more than are judged by themselves; a pod that makes up routes fills no memory.
    private const int MostSegments = 200;

    private readonly Dictionary<string, SegmentCounters> _segments = [];
    private double _requests;
    private double _errors;
    private double _slow;

    /// <summary>At least one of the arm's pods was there before.</summary>
    public bool IsKnown { get; private set; }

    public ArmSample Total => Sample(_requests, _errors, _slow);

    /// <summary>Routes that both arms know; none where there is only one, which is the whole.</summary>
    public static SegmentSample[] Segments(ArmTotals stable, ArmTotals canary) => stable._segments.Count < 2
        ? []
        : [.. stable._segments.OrderByDescending(segment => segment.Value.Requests).ThenBy(segment => segment.Key, StringComparer.Ordinal)
            .Select(segment => new SegmentSample(segment.Key, Sample(segment.Value), Sample(canary._segments.GetValueOrDefault(segment.Key))))];

    public void Add(PodCounters pod, PodCounters last, bool restarted)
    {
        IsKnown = true;
        _requests += Since(pod.Requests, last.Requests, restarted);
        _errors += Since(pod.Errors, last.Errors, restarted);
        _slow += Since(pod.Slow, last.Slow, restarted);
        foreach (var (name, now) in pod.Segments)
        {
            if (!_segments.TryGetValue(name, out var sum) && _segments.Count == MostSegments)
            {
                continue;
            }

            var before = last.Segments.GetValueOrDefault(name);
            _segments[name] = new SegmentCounters(sum.Requests + Since(now.Requests, before.Requests, restarted), sum.Errors + Since(now.Errors, before.Errors, restarted));
        }
    }

    private static double Since(double now, double last, bool restarted) => restarted ? now : Math.Max(0, now - last);

    private static ArmSample Sample(SegmentCounters counters) => Sample(counters.Requests, counters.Errors, 0);

    private static ArmSample Sample(double requests, double errors, double slow)
    {
        // More failures than requests cannot be: the two were not read at the same instant.
        var whole = (long)Math.Round(requests);
        return new ArmSample(whole, Math.Min(whole, (long)Math.Round(errors)), Math.Min(whole, (long)Math.Round(slow)));
    }
}
