namespace Portal.Domain.Operations.Backups;

/// <summary>How a deployment stands with its backups.</summary>
/// <param name="LastGood">When the youngest verified one that still lies there was begun; null when there is none.</param>
/// <param name="Every">Between two by the schedule; null when none was ever made by it.</param>
/// <param name="LastAttempt">When the schedule last began one.</param>
/// <param name="HasFailed">That one failed.</param>
public sealed record BackupStanding(DateTimeOffset? LastGood, TimeSpan? Every, DateTimeOffset? LastAttempt, bool HasFailed)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>The last good one is older than twice the time between two.</summary>
    public bool IsLate(DateTimeOffset now) => Every is { } every && new BackupSchedule(every, null).IsLate(LastGood, now);

    /// <summary>When the next one is due; one that failed is tried again after an hour, or after the schedule's own time when that is shorter.</summary>
    public DateTimeOffset Next(BackupSchedule schedule, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var next = schedule.Next(LastAttempt, now);
        return HasFailed && LastAttempt + Patience is { } again && again < next ? (again > now ? again : now) : next;
    }
}
