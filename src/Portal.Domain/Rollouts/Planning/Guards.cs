namespace Portal.Domain.Rollouts.Planning;

/// <summary>Whatever ends a rollout before its steps do. Asked first at every look, also while a person is awaited.</summary>
internal static class Guards
{
    /// <summary>True when the rollout turned back.</summary>
    public static bool Stop(PlanDraft draft)
    {
        if (Cause(draft) is not { } cause)
        {
            return false;
        }

        Retreat.Begin(draft, cause.Outcome, cause.Reason);
        return true;
    }

    public static string AbortReason(RolloutCommand abort) =>
        string.IsNullOrWhiteSpace(abort.Reason) ? $"Aborted by {abort.By}." : $"Aborted by {abort.By}: {abort.Reason}";

    /// <summary>Nothing is measured, and the policy is to wait for as long as it takes.</summary>
    public static bool WaitsForMeasurements(PlanDraft draft) =>
        draft.Status.NoDataDeadlineAt is not null && draft.Spec.Analysis.NoDataPolicy == NoDataPolicy.Hold;

    private static (RolloutPhase Outcome, string Reason)? Cause(PlanDraft draft)
    {
        var status = draft.Status;
        if (draft.IsAsked(draft.Spec.Abort))
        {
            return (RolloutPhase.Aborted, AbortReason(draft.Spec.Abort!));
        }

        if (draft.Report is { Verdict: RolloutVerdict.Failed } report)
        {
            return (RolloutPhase.RolledBack, report.Message);
        }

        if (Rolling.IsUnderWay(draft) && draft.Observed.Stable!.CrashLooping)
        {
            return (RolloutPhase.RolledBack, $"The pods of version {draft.TargetVersion} keep crashing.");
        }

        var hasPods = draft.Observed.Canary is { } canary && canary.Revision.Hash == status.Target?.Hash;
        if (hasPods && draft.Observed.Canary!.CrashLooping)
        {
            return (RolloutPhase.RolledBack, $"The pods of version {draft.TargetVersion} keep crashing.");
        }

        if (draft.Observed.Route is { ReachesCanary: true } && draft.Observed.CanaryReady == 0 && draft.Observed.StableReady > 0)
        {
            return (RolloutPhase.RolledBack, $"Version {draft.TargetVersion} has no ready pod left.");
        }

        if (WaitsForMeasurements(draft))
        {
            return null;
        }

        if (draft.Now >= status.NoDataDeadlineAt)
        {
            return (RolloutPhase.RolledBack, $"No measurements of version {draft.TargetVersion} for {DurationText.Words(draft.Spec.Analysis.NoDataTimeout)}.");
        }

        return draft.Now >= status.ProgressDeadlineAt
            ? (RolloutPhase.RolledBack, $"No progress in {DurationText.Words(draft.Spec.ProgressDeadline)}: {status.Message}")
            : null;
    }
}
