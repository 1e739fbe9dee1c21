using Microsoft.AspNetCore.Components;
using Portal.Rollouts.Pages;
using Portal.Components;

namespace Portal.Rollouts.Components;

/// <summary>Stable against canary over time, and the evidence that decides.</summary>
public sealed partial class RolloutCharts : ComponentBase
{
    private static readonly TimeSpan Bucket = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);
    private const int MostPoints = 120;

    private IReadOnlyList<DateTimeOffset> _times = [];
    private IReadOnlyList<double?> _stableErrors = [];
    private IReadOnlyList<double?> _canaryErrors = [];
    private IReadOnlyList<double?> _stableSlow = [];
    private IReadOnlyList<double?> _canarySlow = [];
    private IReadOnlyList<double?> _evidence = [];
    private IReadOnlyList<ChartMark> _marks = [];

    [Parameter, EditorRequired]
    public required RolloutDetail View { get; set; }

    protected override void OnParametersSet()
    {
        var points = Framed(Condense(View.Measurements));
        _times = [.. points.Select(point => point.At)];
        _stableErrors = Shares(points, point => (point.StableErrors, point.StableRequests));
        _canaryErrors = Shares(points, point => (point.CanaryErrors, point.CanaryRequests));
        _stableSlow = Shares(points, point => (point.StableSlow, point.StableRequests));
        _canarySlow = Shares(points, point => (point.CanarySlow, point.CanaryRequests));
        _evidence = [.. points.Select(point => point.Evidence > 0 ? point.Evidence : (double?)null)];
        _marks = [.. View.Events
            .Where(happened => EventWords.MovesTraffic(happened.Kind) || EventWords.IsBad(happened.Kind))
            .Select(happened => new ChartMark(happened.At, happened.Message, EventWords.IsBad(happened.Kind) ? "danger" : "plain"))];
    }

    // Each point is the share over the last few seconds, weighted by requests; nothing where the arm got none just now.
    private static IReadOnlyList<double?> Shares(List<MeasurementPoint> points, Func<MeasurementPoint, (long Part, long Whole)> arm) =>
    [
        .. points.Select((point, index) =>
        {
            var window = points.Take(index + 1).Reverse().TakeWhile(earlier => point.At - earlier.At < Window).Select(arm).ToList();
            return arm(point).Whole == 0 ? (double?)null : (double)window.Sum(tick => tick.Part) / window.Sum(tick => tick.Whole);
        }),
    ];

    // The chart begins when the rollout began and ends when it ended, whenever measurements began and ended; an e-value begins at 1.
    private List<MeasurementPoint> Framed(List<MeasurementPoint> points)
    {
        var first = View.Row.StartedAt;
        var last = View.Row.FinishedAt ?? (View.Events.Count > 0 ? View.Events[^1].At : first);
        if (points.Count == 0)
        {
            return [];
        }

        if (points[0].At > first)
        {
            points.Insert(0, new(first, 0, 0, 0, 0, 0, 0, 0, 1));
        }

        if (points[^1].At < last)
        {
            points.Add(new(last, 0, 0, 0, 0, 0, 0, 0, 0));
        }

        return points;
    }

    private static List<MeasurementPoint> Condense(IReadOnlyList<MeasurementPoint> all)
    {
        if (all.Count == 0)
        {
            return [];
        }

        var width = TimeSpan.FromTicks(Math.Max(Bucket.Ticks, (all[^1].At - all[0].At).Ticks / MostPoints));
        return [.. all
            .GroupBy(point => (point.At - all[0].At).Ticks / width.Ticks)
            .Select(group => new MeasurementPoint(
                group.Last().At,
                group.Last().Weight,
                group.Sum(point => point.StableRequests),
                group.Sum(point => point.StableErrors),
                group.Sum(point => point.StableSlow),
                group.Sum(point => point.CanaryRequests),
                group.Sum(point => point.CanaryErrors),
                group.Sum(point => point.CanarySlow),
                group.Max(point => point.Evidence)))];
    }
}
