using System.Globalization;
using System.Xml;

namespace Portal.Domain.Rollouts;

/// <summary>Durations as ISO 8601 in documents (<c>PT30S</c>) and as words in sentences.</summary>
public static class DurationText
{
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        if (string.IsNullOrEmpty(text) || text.Length > 32)
        {
            return false;
        }

        try
        {
            duration = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return false;
        }
    }

    public static string Format(TimeSpan duration) => XmlConvert.ToString(duration);

    public static string Words(TimeSpan duration)
    {
        if (duration < TimeSpan.FromSeconds(120))
        {
            return string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.#} s");
        }

        return duration < TimeSpan.FromHours(2)
            ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMinutes:0.#} min")
            : string.Create(CultureInfo.InvariantCulture, $"{duration.TotalHours:0.#} h");
    }
}
