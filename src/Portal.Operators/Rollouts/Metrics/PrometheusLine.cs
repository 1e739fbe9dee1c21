using System.Globalization;
using System.Text;

namespace Portal.Operators.Rollouts.Metrics;

/// <summary>The line syntax of Prometheus' text format 0.0.4, <c>name{label="value"} 12.5 1700000000000</c>, which OpenMetrics 1.0 shares.</summary>
internal static class PrometheusLine
{
    private static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>();

    public static bool TryRead(ReadOnlySpan<char> line, out PrometheusSample sample)
    {
        sample = default;
        line = line.Trim();
        if (line.IsEmpty || line[0] == '#')
        {
            return false;
        }

        var end = line.IndexOfAny('{', ' ', '\t');
        if (end <= 0)
        {
            return false;
        }

        var name = line[..end].ToString();
        line = line[end..];
        var labels = NoLabels;
        if (line[0] == '{' && !TryReadLabels(ref line, out labels))
        {
            return false;
        }

        line = line.TrimStart();
        var space = line.IndexOfAny(' ', '\t');
        var number = space < 0 ? line : line[..space];
        if (!TryReadNumber(number, out var value))
        {
            return false;
        }

        sample = new PrometheusSample(name, labels, value, space < 0 ? null : Timestamp(line[space..].TrimStart()));
        return true;
    }

    // What follows may also be OpenMetrics' exemplar, which begins with #.
    private static double? Timestamp(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny(' ', '\t');
        return double.TryParse(end < 0 ? rest : rest[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out var at) ? at : null;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, out double value)
    {
        (var known, value) = text switch
        {
            "+Inf" or "Inf" => (true, double.PositiveInfinity),
            "-Inf" => (true, double.NegativeInfinity),
            "NaN" => (true, double.NaN),
            _ => (false, 0),
        };
        return known || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryReadLabels(ref ReadOnlySpan<char> line, out IReadOnlyDictionary<string, string> labels)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        labels = found;
        line = line[1..];
        while (true)
        {
            line = line.TrimStart(" ,\t");
            if (line.IsEmpty)
            {
                return false;
            }

            if (line[0] == '}')
            {
                line = line[1..];
                return true;
            }

            var equals = line.IndexOf('=');
            if (equals <= 0 || equals + 1 >= line.Length || line[equals + 1] != '"')
            {
                return false;
            }

            var name = line[..equals].Trim().ToString();
            line = line[(equals + 2)..];
            if (!TryReadQuoted(ref line, out var value))
            {
                return false;
            }

            found[name] = value;
        }
    }

    private static bool TryReadQuoted(ref ReadOnlySpan<char> line, out string value)
    {
        var text = new StringBuilder();
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                value = text.ToString();
                line = line[(i + 1)..];
                return true;
            }

            if (line[i] == '\\' && i + 1 < line.Length)
            {
                i++;
                text.Append(line[i] == 'n' ? '\n' : line[i]);
            }
            else
            {
                text.Append(line[i]);
            }
        }

        value = "";
        return false;
    }
}
