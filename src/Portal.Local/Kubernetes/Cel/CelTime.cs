using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Local.Kubernetes.Cel;

/// <summary>Timestamps (RFC 3339) and durations (<c>1h2m3.5s</c>), to a ten-millionth of a second.</summary>
internal static partial class CelTime
{
    private static readonly Dictionary<string, decimal> Ticks = new(StringComparer.Ordinal)
    {
        ["h"] = TimeSpan.TicksPerHour,
        ["m"] = TimeSpan.TicksPerMinute,
        ["s"] = TimeSpan.TicksPerSecond,
        ["ms"] = TimeSpan.TicksPerMillisecond,
        ["us"] = 10,
        ["µs"] = 10,
        ["ns"] = 0.01m,
    };

    public static TimeSpan? TryDuration(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
        {
            return text is "0" or "-0" or "+0" ? TimeSpan.Zero : null;
        }

        decimal sum = 0;
        foreach (var (number, unit) in match.Groups["number"].Captures.Zip(match.Groups["unit"].Captures))
        {
            if (number.Length > 15)
            {
                return null;
            }

            sum += decimal.Parse(number.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * Ticks[unit.Value];
        }

        return sum > TimeSpan.MaxValue.Ticks ? null : new TimeSpan(text[0] == '-' ? -(long)sum : (long)sum);
    }

    /// <summary>A date alone is its first moment.</summary>
    public static DateTimeOffset? TryTimestamp(string text) =>
        Moment().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    public static string Show(TimeSpan duration) => (duration.Ticks / 10_000_000m).ToString("0.#######", CultureInfo.InvariantCulture) + "s";

    public static string Show(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>The same moment in a zone: by name or as <c>+02:00</c>; without one in UTC.</summary>
    public static DateTimeOffset In(DateTimeOffset time, string zone)
    {
        if (Offset().Match(zone) is { Success: true } match)
        {
            var offset = TimeSpan.ParseExact(match.Groups["clock"].Value, @"hh\:mm", CultureInfo.InvariantCulture);
            return time.ToOffset(zone[0] == '-' ? -offset : offset);
        }

        try
        {
            return TimeZoneInfo.ConvertTime(time, TimeZoneInfo.FindSystemTimeZoneById(zone));
        }
        catch (Exception exception) when (exception is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new CelException($"unknown time zone {zone}");
        }
    }

    [GeneratedRegex(@"^[-+]?((?<number>[0-9]+(\.[0-9]*)?|\.[0-9]+)(?<unit>h|ms|m|s|us|µs|ns))+$", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}([Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[-+]\d{2}:\d{2}))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Moment();

    [GeneratedRegex(@"^[-+]?(?<clock>\d{2}:\d{2})$", RegexOptions.ExplicitCapture)]
    private static partial Regex Offset();
}
