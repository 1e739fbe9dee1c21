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
}
