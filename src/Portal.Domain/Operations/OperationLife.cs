namespace Portal.Domain.Operations;

/// <summary>
/// The states of a piece of work: queued, running, then succeeded, failed or canceled; a failed one can be retried or discarded. Every statement that
/// changes a state changes it along one of these edges.
/// </summary>
public static class OperationLife
{
    /// <summary>Attempts before it fails, counted anew when a person retries it.</summary>
    public const int MostAttempts = 8;

    /// <summary>The state afterwards; null when that cannot happen in this state.</summary>
    public static OperationState? After(OperationState state, OperationEvent happening) => (state, happening) switch
    {
        (OperationState.Queued, OperationEvent.Taken) => OperationState.Running,
        (OperationState.Queued, OperationEvent.Expired) => OperationState.Failed,
        (OperationState.Queued, OperationEvent.Canceled) => OperationState.Canceled,
        (OperationState.Running, OperationEvent.Succeeded) => OperationState.Succeeded,
        (OperationState.Running, OperationEvent.Postponed) => OperationState.Queued,
        (OperationState.Running, OperationEvent.Failed) => OperationState.Failed,
        (OperationState.Running, OperationEvent.Expired) => OperationState.Failed,
        (OperationState.Running, OperationEvent.Canceled) => OperationState.Canceled,
        (OperationState.Failed, OperationEvent.Retried) => OperationState.Queued,
        (OperationState.Failed, OperationEvent.Canceled) => OperationState.Canceled,
        _ => null,
    };

    /// <summary>Nothing happens to it any more by itself.</summary>
    public static bool IsOver(this OperationState state) => state is OperationState.Succeeded or OperationState.Failed or OperationState.Canceled;

    public static bool Allows(this OperationState state, OperationEvent happening) => After(state, happening) is not null;

    /// <summary>When to try again after an attempt that failed; null when not.</summary>
    /// <param name="attempt">How many have failed since it was asked for or retried; 1 or more.</param>
    /// <param name="now">The end of the attempt.</param>
    /// <param name="deadline">No attempt begins later; null for none.</param>
    /// <param name="jitter">From 0 to 1, chosen by the caller.</param>
    public static DateTimeOffset? AgainAt(int attempt, DateTimeOffset now, DateTimeOffset? deadline, double jitter)
    {
        if (attempt >= MostAttempts)
        {
            return null;
        }

        var again = now + RetryDelay.After(attempt, jitter);
        return again > deadline ? null : again;
    }
}
