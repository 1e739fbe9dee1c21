using System.Globalization;
using System.Text;

namespace Portal.Components;

/// <summary>Places values in the chart's own coordinates: 0..<see cref="Width"/> by 0..<see cref="Height"/>, origin at the top left.</summary>
internal sealed class ChartGeometry
{
    public const double Width = 600;
    public const double Height = 150;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private readonly IReadOnlyList<DateTimeOffset> _times;
    private readonly bool _logarithmic;

    public ChartGeometry(IReadOnlyList<DateTimeOffset> times, IEnumerable<double?> values, double? limit, double leastTop, bool logarithmic)
    {
        _times = times;
        _logarithmic = logarithmic;
        var highest = values.Where(value => value is not null && double.IsFinite(value.Value)).DefaultIfEmpty(0).Max() ?? 0;
        Top = NiceCeiling(Math.Max(Math.Max(highest, (limit ?? 0) * (logarithmic ? 2 : 1.1)), leastTop), logarithmic);
    }

    /// <summary>The value at the upper edge.</summary>
    public double Top { get; }

    /// <summary>The value at half height.</summary>
    public double Middle => _logarithmic ? Math.Sqrt(Top) : Top / 2;

    /// <summary>The value at the lower edge.</summary>
    public double Bottom => _logarithmic ? 1 : 0;

    public double X(DateTimeOffset at)
    {
        var span = (_times[^1] - _times[0]).TotalMilliseconds;
        return span <= 0 ? Width : Math.Clamp((at - _times[0]).TotalMilliseconds / span * Width, 0, Width);
    }

    public double Y(double value)
    {
        var share = _logarithmic ? Math.Log(Math.Max(value, 1)) / Math.Log(Top) : value / Top;
        return Height - (Math.Clamp(share, 0, 1) * Height);
    }

    /// <summary>An SVG path through the values; a gap where nothing was measured.</summary>
    public string Line(IReadOnlyList<double?> values)
    {
        var path = new StringBuilder();
        var drawing = false;
        for (var index = 0; index < values.Count && index < _times.Count; index++)
        {
            if (values[index] is not { } value || !double.IsFinite(value))
            {
                drawing = false;
                continue;
            }

            if (!drawing)
            {
                // A value stands for the time since the tick before it: its line begins there, so that even a lone one is seen.
                var since = index == 0 ? _times[0] : _times[index - 1];
                var start = _times[index] - since > Tick ? _times[index] - Tick : since;
                path.Append(CultureInfo.InvariantCulture, $"M{X(start):0.#} {Y(value):0.#}");
            }

            path.Append(CultureInfo.InvariantCulture, $"L{X(_times[index]):0.#} {Y(value):0.#}");
            drawing = true;
        }

        return path.ToString();
    }

    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static double NiceCeiling(double value, bool logarithmic)
    {
        if (logarithmic)
        {
            return Math.Pow(10, Math.Ceiling(Math.Log10(Math.Max(value, 10))));
        }

        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)));
        double[] steps = [1, 2, 2.5, 5, 10];
        return steps.First(step => step * unit >= value * 0.9999) * unit;
    }
}
