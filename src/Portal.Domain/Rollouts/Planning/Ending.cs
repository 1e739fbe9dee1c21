namespace Portal.Domain.Rollouts.Planning;

/// <summary>Closes a revision and records how it went.</summary>
internal static class Ending
{
    public static void Conclude(PlanDraft draft, RolloutPhase phase, RolloutEventKind kind, string message)
    {
        var status = draft.Status;
        var target = status.Target ?? draft.Spec.Target;
        draft.Status = status with
        {
            Phase = phase,
            Message = message,
            Canary = phase == RolloutPhase.Completed ? null : status.Canary,
            FinishedAt = draft.Now,
            ProgressDeadlineAt = null,
            NoDataDeadlineAt = null,
            DrainUntil = null,
            FrozenUntil = null,
            BudgetHold = null,
            QueuePlace = null,
            SkipsSteps = false,
            Outcome = null,
            Reason = null,
            Stalled = false,
            History = Remember(status.History, new RolloutHistoryEntry(target, phase, draft.Now, message)),
        };
        draft.Tell(kind, message);
        draft.LookAgainIn = draft.Observed.Route is { IsAdopted: true } || draft.Status.KeepCanaryUntil is not null ? TimeSpan.Zero : null;
    }

    public static IReadOnlyList<RolloutHistoryEntry> Remember(IReadOnlyList<RolloutHistoryEntry> history, RolloutHistoryEntry entry) =>
        [.. history.Append(entry).TakeLast(RolloutStatus.HistoryLimit)];
}
