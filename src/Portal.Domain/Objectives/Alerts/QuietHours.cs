namespace Portal.Domain.Objectives.Alerts;

/// <summary>When a channel is not to be disturbed by what can wait.</summary>
/// <param name="From">Minutes after midnight, 0 to 1439.</param>
/// <param name="Until">Minutes after midnight; before <paramref name="From"/> it is the next day's.</param>
/// <param name="Zone">Whose midnight.</param>
public sealed record QuietHours(int From, int Until, TimeZoneInfo Zone)
{
    private const int Day = 24 * 60;

    /// <summary>When a message of this severity may be sent: now, unless it can wait.</summary>
    public DateTimeOffset After(AlertSeverity severity, DateTimeOffset now)
    {
        if (severity != AlertSeverity.Info || From == Until)
        {
            return now;
        }

        var local = TimeZoneInfo.ConvertTime(now, Zone);
        var minute = (local.Hour * 60) + local.Minute;
        var isQuiet = From < Until ? minute >= From && minute < Until : minute >= From || minute < Until;
        return isQuiet ? now.AddMinutes((Until - minute + Day) % Day).AddSeconds(-local.Second) : now;
    }
}
