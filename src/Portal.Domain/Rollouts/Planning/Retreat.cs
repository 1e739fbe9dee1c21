namespace Portal.Domain.Rollouts.Planning;

/// <summary>Back to the stable version: traffic first, verified; pods only afterwards.</summary>
internal static class Retreat
{
    public static void Begin(PlanDraft draft, RolloutPhase outcome, string reason)
    {
        draft.Status = draft.Status with
        {
            Phase = RolloutPhase.RollingBack,
            Outcome = outcome,
            Reason = reason,
            DrainUntil = null,
            NoDataDeadlineAt = null,
            FrozenUntil = null,
            BudgetHold = null,
            QueuePlace = null,
            // Only a way that takes its time has an end: after it what is left goes at once.
            ProgressDeadlineAt = draft.Spec.Rollback.Mode == RollbackMode.Gradual || StableScale.IsDynamic(draft) ? draft.Now + draft.Spec.ProgressDeadline : null,
            Verdict = draft.Report?.Verdict ?? draft.Status.Verdict,
            Evidence = draft.Report?.Evidence ?? draft.Status.Evidence,
        };
        draft.Tell(RolloutEventKind.RollingBack, reason);
        Continue(draft);
    }

    public static void Continue(PlanDraft draft)
    {
        draft.LookAgainIn = draft.Spec.Analysis.Interval;
        var reason = draft.Status.Reason ?? "Rolled back.";
        if (!WayBack.IsDone(draft) || Rolling.GoesBack(draft))
        {
            draft.Status = draft.Status with { Message = $"{reason} {draft.Status.Message}" };
            return;
        }

        draft.Hold(reason);
        if (!Drain.IsOver(draft))
        {
            return;
        }

        if (draft.Spec.Rollback.KeepCanaryFor > TimeSpan.Zero && draft.Spec.DeletedAt is null)
        {
            draft.Status = draft.Status with { KeepCanaryUntil = draft.Now + draft.Spec.Rollback.KeepCanaryFor };
        }
        else if (draft.Observed.Canary is { Replicas: > 0 })
        {
            draft.Do(new ScaleWorkload(Arm.Canary, 0));
        }

        var outcome = draft.Status.Outcome ?? RolloutPhase.RolledBack;
        Ending.Conclude(draft, outcome, outcome == RolloutPhase.Aborted ? RolloutEventKind.Aborted : RolloutEventKind.RolledBack, reason);
    }
}
