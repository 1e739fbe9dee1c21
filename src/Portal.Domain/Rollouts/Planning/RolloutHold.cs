namespace Portal.Domain.Rollouts.Planning;

/// <summary>
/// Holds a rollout where it is while its tenant is not served: traffic stays, nothing advances and nothing turns back. What was to happen at
/// some time happens as much later as it was held.
/// </summary>
public static class RolloutHold
{
    /// <summary>The status of a rollout under way that is held from now on; the same when it has ended, or is held already.</summary>
    public static RolloutStatus Begin(RolloutStatus status, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(status);
        return status.HeldSince is not null || status.Target is null || status.Phase.IsTerminal()
            ? status
            : Told(status with { HeldSince = now, Message = "Held where it is, because the tenant is not served." }, RolloutEventKind.Paused, now);
    }

    /// <summary>The status of a rollout that goes on now.</summary>
    public static RolloutStatus End(RolloutStatus status, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(status);
        return status.HeldSince is not { } since
            ? status
            : Told(
                status with
                {
                    HeldSince = null,
                    Message = "Goes on where it was held.",
                    StepStartedAt = Later(status.StepStartedAt, now - since),
                    ProgressDeadlineAt = Later(status.ProgressDeadlineAt, now - since),
                    NoDataDeadlineAt = Later(status.NoDataDeadlineAt, now - since),
                    DrainUntil = Later(status.DrainUntil, now - since),
                },
                RolloutEventKind.Resumed,
                now);
    }

    private static DateTimeOffset? Later(DateTimeOffset? time, TimeSpan by) => time + by;

    private static RolloutStatus Told(RolloutStatus status, RolloutEventKind kind, DateTimeOffset now)
    {
        var last = status.Timeline.Count == 0 ? 0 : status.Timeline[^1].Sequence;
        var entry = new RolloutTimelineEntry(last + 1, now, kind.ToString(), status.Message, status.Share);
        return status with { Timeline = [.. status.Timeline.Append(entry).TakeLast(RolloutStatus.TimelineLimit)] };
    }
}
