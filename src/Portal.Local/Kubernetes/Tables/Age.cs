using System.Globalization;

namespace Portal.Local.Kubernetes.Tables;

/// <summary>Durations as kubectl prints them: at most two units, the nearer the finer (apimachinery duration.HumanDuration).</summary>
internal static class Age
{
    public static string Since(DateTimeOffset? start, DateTimeOffset now) => start is null ? "<unknown>" : Human(now - start.Value);

    public static string Human(TimeSpan span)
    {
        var seconds = (long)span.TotalSeconds;
        var (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400);
        return seconds switch
        {
            < -1 => "<invalid>",
            < 0 => "0s",
            < 120 => Print(seconds, "s"),
            < 600 => Print(minutes, "m", seconds % 60, "s"),
            < 10_800 => Print(minutes, "m"),
            < 28_800 => Print(hours, "h", minutes % 60, "m"),
            < 172_800 => Print(hours, "h"),
            < 691_200 => Print(days, "d", hours % 24, "h"),
            < 63_072_000 => Print(days, "d"),
            < 252_288_000 => Print(days / 365, "y", days % 365, "d"),
            _ => Print(days / 365, "y"),
        };
    }

    private static string Print(long count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count}{unit}");

    private static string Print(long count, string unit, long rest, string smaller) =>
        rest == 0 ? Print(count, unit) : Print(count, unit) + Print(rest, smaller);
}
