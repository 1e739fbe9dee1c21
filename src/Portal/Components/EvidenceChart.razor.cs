using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>The e-value of the sequential test against its limit; the limit is what keeps false alarms below the stated rate.</summary>
public sealed partial class EvidenceChart : ComponentBase
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<DateTimeOffset> Times { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<double?> Evidence { get; set; }

    [Parameter, EditorRequired]
    public required double Limit { get; set; }

    [Parameter]
    public IReadOnlyList<ChartMark> Marks { get; set; } = [];

    private IReadOnlyList<ChartSeries> Lines => [new("evidence", "canary", Evidence), new("limit", "limit", [.. Times.Select(_ => (double?)Limit)])];

    internal static string Figure(double value) => value switch
    {
        < 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        < 1e6 => value.ToString("N0", CultureInfo.InvariantCulture),
        <= 1e9 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0.#} million"),
        _ => "over a billion",
    };
}
