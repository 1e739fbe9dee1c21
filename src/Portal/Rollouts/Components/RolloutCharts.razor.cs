using Microsoft.AspNetCore.Components;
using Portal.Rollouts.Pages;
using Portal.Components;

namespace Portal.Rollouts.Components;

/// <summary>Stable against canary over time, and the evidence that decides.</summary>
public sealed partial class RolloutCharts : ComponentBase
{
    // A point is drawn over at least this long: single ticks of a 10 % canary hold too few requests to read a ratio from.
    private static readonly TimeSpan Bucket = TimeSpan.FromSeconds(1);
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
        var points = Condense(View.Measurements);
        _times = [.. points.Select(point => point.At)];
        _stableErrors = [.. points.Select(point => Ratio(point.StableErrors, point.StableRequests))];
        _canaryErrors = [.. points.Select(point => Ratio(point.CanaryErrors, point.CanaryRequests))];
        _stableSlow = [.. points.Select(point => Ratio(point.StableSlow, point.StableRequests))];
        _canarySlow = [.. points.Select(point => Ratio(point.CanarySlow, point.CanaryRequests))];
        _evidence = [.. points.Select(point => (double?)point.Evidence)];
        _marks = [.. View.Events
            .Where(happened => EventWords.MovesTraffic(happened.Kind) || EventWords.IsBad(happened.Kind))
            .Select(happened => new ChartMark(happened.At, happened.Message, EventWords.IsBad(happened.Kind) ? "danger" : "plain"))];
    }

    private static double? Ratio(long part, long whole) => whole == 0 ? null : (double)part / whole;

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
