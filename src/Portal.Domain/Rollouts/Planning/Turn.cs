namespace Portal.Domain.Rollouts.Planning;

/// <summary>Enough rollouts are under way: this one begins when it is its turn. What has begun, and every way back, is never asked.</summary>
internal static class Turn
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    /// <summary>True when the plan must wait.</summary>
    public static bool Holds(PlanDraft draft)
    {
        if (draft.Observed.Queue is not { } queue)
        {
            if (draft.Status.QueuePlace is not null)
            {
                draft.Tell(RolloutEventKind.Resumed, "It is its turn.");
                draft.Status = draft.Status with { QueuePlace = null, ProgressDeadlineAt = draft.Now + draft.Spec.ProgressDeadline };
            }

            return false;
        }

        if (draft.Status.QueuePlace is null)
        {
            draft.Tell(RolloutEventKind.Queued, queue.Reason);
        }

        // It is held by intention: no deadline runs meanwhile.
        draft.Status = draft.Status with { QueuePlace = queue.Place, ProgressDeadlineAt = null, Message = queue.Reason };
        draft.LookAgainIn = LookEvery;
        return true;
    }
}
