using Portal.Domain.Rollouts.Planning;

namespace Portal.Operators.Rollouts.Metrics.Windows;

/// <summary>
/// Makes counters that only grow out of counts by stretches of time, as monitoring services keep them. A stretch that is asked for again counts only what came
/// in late; one that got smaller counts nothing.
/// </summary>
internal sealed class WindowTotals
{
    private readonly Dictionary<(Arm, WindowMeasure, DateTimeOffset), double> _seen = [];
    private readonly Dictionary<(Arm, WindowMeasure), double> _totals = [];
    private readonly HashSet<(Arm, WindowMeasure, DateTimeOffset)> _known = [];

    /// <param name="points">All stretches that were answered.</param>
    /// <param name="since">Older ones are not asked for any more and are forgotten.</param>
    public MetricReading Take(IReadOnlyList<WindowPoint> points, DateTimeOffset since)
    {
        var isUnchanged = true;
        foreach (var point in points.Where(point => double.IsFinite(point.Count) && point.Count >= 0 && point.At >= since))
        {
            var key = (point.Arm, point.Measure, point.At);
            var more = point.Count - _seen.GetValueOrDefault(key);
            if (more > 0 || _known.Add(key))
            {
                isUnchanged = false;
            }

            _known.Add(key);
            _seen[key] = Math.Max(point.Count, _seen.GetValueOrDefault(key));
            _totals[(point.Arm, point.Measure)] = _totals.GetValueOrDefault((point.Arm, point.Measure)) + Math.Max(0, more);
        }

        foreach (var old in _seen.Keys.Where(key => key.Item3 < since).ToList())
        {
            _seen.Remove(old);
            _known.Remove(old);
        }

        return new MetricReading([.. new[] { Arm.Stable, Arm.Canary }.Where(arm => _totals.ContainsKey((arm, WindowMeasure.Requests))).Select(Counters)]) { IsUnchanged = isUnchanged && _totals.Count > 0 };
    }

    private PodCounters Counters(Arm arm) => new(
        arm.Word(), arm, Total(arm, WindowMeasure.Requests), Total(arm, WindowMeasure.Errors), Total(arm, WindowMeasure.Slow));

    private double Total(Arm arm, WindowMeasure measure) => _totals.GetValueOrDefault((arm, measure));
}
