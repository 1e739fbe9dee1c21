using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Portal.Domain.Plugins;

/// <summary>Reads single fields of a manifest and collects what is wrong with them.</summary>
internal sealed class ManifestFields
{
    private readonly List<FieldError> _errors = [];

    public IReadOnlyList<FieldError> Errors => _errors;

    public double? Ratio(string? value)
    {
        if (value is null)
        {
            return null;
        }

        if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ratio) && ratio is >= 0 and <= 1)
        {
            return ratio;
        }

        Fail("/backend/simulation/errorRatio", value, "A ratio is a number from 0 to 1.");
        return null;
    }

    public TimeSpan? Duration(string? value)
    {
        if (value is null)
        {
            return null;
        }

        try
        {
            var duration = XmlConvert.ToTimeSpan(value);
            if (duration > TimeSpan.Zero)
            {
                return duration;
            }
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException)
        {
            // Told below, like a duration that is not positive.
        }

        Fail("/backend/simulation/crashAfter", value, "A duration is written by ISO 8601, for example PT20S.");
        return null;
    }

    public int? Whole(string pointer, string? value, int least, int most)
    {
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Fail(pointer, value, string.Create(CultureInfo.InvariantCulture, $"A whole number from {least} to {most} is needed."));
        return null;
    }

    public string Text(string pointer, string? value, string what, int longest)
    {
        if (FieldText.Check(pointer, value, what, longest) is { } error)
        {
            _errors.Add(error);
        }

        return value ?? "";
    }

    public string Paragraphs(string? value)
    {
        // A description has lines; otherwise the rules of a line hold.
        if (FieldText.Check("/description", value?.ReplaceLineEndings(" "), "A description", 4000) is { } error)
        {
            _errors.Add(error);
        }

        return value?.Trim() ?? "";
    }

    public string Matching(string pointer, string? value, Regex pattern, string rule)
    {
        if (value is null || !pattern.IsMatch(value))
        {
            Fail(pointer, value, rule);
        }

        return value ?? "";
    }

    public string[] Known(string pointer, IReadOnlyList<string> values, IReadOnlyDictionary<string, string> known, int least, int most)
    {
        if (values.Count < least || values.Count > most || values.Distinct(StringComparer.Ordinal).Count() != values.Count)
        {
            Fail(pointer, string.Join(", ", values), string.Create(CultureInfo.InvariantCulture, $"Between {least} and {most} different values are needed."));
        }

        foreach (var (index, value) in values.Index().Where(item => !known.ContainsKey(item.Item)))
        {
            Fail(string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}"), value, $"Known are {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.");
        }

        return [.. values];
    }

    public void Fail(string pointer, string? value, string rule) => _errors.Add(new FieldError(pointer, FieldText.Excerpt(value), rule));
}
