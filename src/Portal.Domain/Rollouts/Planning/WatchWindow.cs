namespace Portal.Domain.Rollouts.Planning;

/// <summary>
/// The time after the last step in which the new version has all the traffic and the old pods are still there: the last chance to go back within a second.
/// </summary>
internal static class WatchWindow
{
    /// <summary>True while it is on, and when it ended with the way back.</summary>
    public static bool IsOn(PlanDraft draft)
    {
        if (draft.Spec.Analysis.WatchWindow is not { } length || draft.IsAsked(draft.Spec.Promote) || draft.Status.SkipsSteps)
        {
            return false;
        }

        if (draft.Observed.Burn is { } burn)
        {
            Retreat.Begin(draft, RolloutPhase.RolledBack, $"Went wrong after all the traffic was on version {draft.TargetVersion}: {burn}");
            return true;
        }

        var until = (draft.Status.Weights.AcceptedAt ?? draft.Now) + length;
        if (draft.Now >= until)
        {
            return false;
        }

        draft.Hold($"All traffic is on version {draft.TargetVersion}; the pods of {draft.StableVersion} stay until {until.UtcDateTime:HH:mm:ss} UTC.");
        return true;
    }
}
