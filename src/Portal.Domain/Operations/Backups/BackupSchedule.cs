using System.Globalization;

namespace Portal.Domain.Operations.Backups;

/// <summary>When a backup is made: every day at a time of day (UTC), or so long after the last one.</summary>
/// <param name="Every">Between two backups.</param>
/// <param name="At">Time of day in UTC; null for a plain interval.</param>
public sealed record BackupSchedule(TimeSpan Every, TimeSpan? At)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <param name="text"><c>off</c> or nothing, <c>02:30</c> for every day at that time in UTC, or an interval of 5 minutes to 31 days: <c>30m</c>, <c>6h</c>, <c>7d</c>.</param>
    /// <param name="schedule">Null when off.</param>
    /// <returns>False when the text says none of these.</returns>
    public static bool TryParse(string? text, out BackupSchedule? schedule)
    {
        schedule = null;
        text = text?.Trim() ?? "";
        if (text is "" or "off")
        {
            return true;
        }

        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            schedule = new(TimeSpan.FromDays(1), time.ToTimeSpan());
            return true;
        }

        if (!int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 50_000)
        {
            return false;
        }

        var every = text[^1] switch { 'm' => TimeSpan.FromMinutes(number), 'h' => TimeSpan.FromHours(number), 'd' => TimeSpan.FromDays(number), _ => TimeSpan.Zero };
        schedule = every >= Shortest && every <= Longest ? new(every, null) : null;
        return schedule is not null;
    }

    /// <summary>When the next one is due.</summary>
    /// <param name="last">When the last attempt began; null when there was none.</param>
    /// <param name="now">One that is overdue is due now.</param>
    public DateTimeOffset Next(DateTimeOffset? last, DateTimeOffset now)
    {
        if (last is not { } began)
        {
            return now;
        }

        var next = At is { } time ? new DateTimeOffset(began.UtcDateTime.Date, TimeSpan.Zero) + time : began + Every;
        if (At is not null && next <= began)
        {
            next += Every;
        }

        return next > now ? next : now;
    }

    /// <summary>Whether the last good backup is older than twice the time between two.</summary>
    public bool IsLate(DateTimeOffset? lastGood, DateTimeOffset now) => lastGood is not { } good || now - good > Every * 2;
}
