using System.Globalization;

namespace Portal.Domain.Objectives;

/// <summary>Durations as OpenSLO writes them: a whole number and one of m, h, d, w, M, Q, Y. <c>M</c> is a month and <c>m</c> a minute.</summary>
public static class OpenSloDuration
{
    /// <summary>Months, quarters and years of a rolling window are 30, 90 and 365 days.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        if (text is not { Length: >= 2 and <= 6 } || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
        {
            return false;
        }

        var unit = text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            'w' => TimeSpan.FromDays(7),
            'M' => TimeSpan.FromDays(30),
            'Q' => TimeSpan.FromDays(90),
            'Y' => TimeSpan.FromDays(365),
            _ => TimeSpan.Zero,
        };
        duration = unit * count;
        return unit > TimeSpan.Zero;
    }

    /// <summary>In the greatest unit of minutes, hours and days that is exact: <c>90m</c>, <c>6h</c>, <c>30d</c>.</summary>
    public static string Format(TimeSpan duration) => true switch
    {
        _ when duration.TotalDays >= 1 && duration.Ticks % TimeSpan.TicksPerDay == 0 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalDays:0}d"),
        _ when duration.TotalHours >= 1 && duration.Ticks % TimeSpan.TicksPerHour == 0 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalHours:0}h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMinutes:0}m"),
    };
}
