using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>
/// Lines over time, drawn by the server as SVG: sizes are attributes of the drawing, so no style is needed. The same figures stand in a table below.
/// </summary>
public sealed partial class LineChart : ComponentBase
{
    private const int MostReadings = 60;
    private ChartGeometry _geometry = null!;

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>What is measured and how, on hover.</summary>
    [Parameter]
    public string? Explanation { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<DateTimeOffset> Times { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<ChartSeries> Series { get; set; }

    [Parameter]
    public IReadOnlyList<ChartMark> Marks { get; set; } = [];

    /// <summary>A value that must not be crossed.</summary>
    [Parameter]
    public double? Limit { get; set; }

    /// <summary>How a value reads, with its unit.</summary>
    [Parameter, EditorRequired]
    public required Func<double, string> Format { get; set; }

    /// <summary>The scale reaches at least this far, so that noise does not look like a mountain.</summary>
    [Parameter]
    public double LeastTop { get; set; } = 1;

    /// <summary>Equal steps mean equal factors; starts at 1.</summary>
    [Parameter]
    public bool Logarithmic { get; set; }

    /// <summary>How a time reads; its UTC clock by default.</summary>
    [Parameter]
    public Func<DateTimeOffset, string> TimeText { get; set; } = TimeWords.Clock;

    [Parameter]
    public string EmptyText { get; set; } = "Nothing measured yet";

    private string Summary => $"{Title}: {string.Join(", ", Series.Select(series => $"{series.Name} {Last(series)}"))}. The table below has every value.";

    private IEnumerable<int> Hits
    {
        get
        {
            var step = Math.Max(1, (int)Math.Ceiling(Times.Count / (double)MostReadings));
            return Enumerable.Range(0, Times.Count).Where(index => index % step == 0 || index == Times.Count - 1);
        }
    }

    protected override void OnParametersSet() =>
        _geometry = new ChartGeometry(Times, Series.SelectMany(series => series.Values), Limit, LeastTop, Logarithmic);

    private string X(DateTimeOffset at) => ChartGeometry.Number(_geometry.X(at));

    private string Y(double value) => ChartGeometry.Number(_geometry.Y(value));

    private string HitLeft(int index) => ChartGeometry.Number(_geometry.X(Times[index]) - (HitSpan / 2));

    private string HitWidth(int index) => ChartGeometry.Number(index < Times.Count ? HitSpan : 0);

    private double HitSpan => ChartGeometry.Width / Math.Min(Times.Count, MostReadings);

    private string Last(ChartSeries series) => series.Values.LastOrDefault(value => value is not null) is { } value ? Format(value) : "–";

    private string ValueText(ChartSeries series, int index) => series.Values[index] is { } value ? Format(value) : "–";

    /// <summary>What happened since the row before.</summary>
    private string HappenedBy(int index)
    {
        var before = index == 0 ? DateTimeOffset.MinValue : Times[Hits.Where(hit => hit < index).DefaultIfEmpty(0).Last()];
        return string.Join("; ", Marks.Where(mark => mark.At > before && (mark.At <= Times[index] || index == Times.Count - 1)).Select(mark => mark.Label));
    }

    private string Reading(int index) => string.Create(
        CultureInfo.InvariantCulture, $"{TimeText(Times[index])} · {string.Join(" · ", Series.Select(series => $"{series.Name} {ValueText(series, index)}"))}");
}
