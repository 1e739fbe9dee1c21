namespace Portal.Domain.Rollouts.Planning;

/// <summary>
/// Deletion was asked for: users go back to the stable version, what was somebody else's is given back, and only then is the object let go. The stable
/// version's pods are not touched on the way.
/// </summary>
internal static class Removal
{
    private const string Reason = "Deleted while it was under way.";

    public static void Continue(PlanDraft draft)
    {
        if (draft.Spec.SkipsRestore)
        {
            draft.Do(new Release());
            return;
        }

        var settled = IsSettled(draft);
        draft.LookAgainIn = draft.Spec.Analysis.Interval;

        // The pods of both versions go with the object: waiting for ever to move traffic between them would protect nobody.
        if (!settled && draft.Now < draft.Spec.DeletedAt + draft.Spec.ProgressDeadline)
        {
            return;
        }

        draft.Do(draft.Observed.Route is { IsAdopted: true } ? new RestoreRoute() : new Release());
    }

    private static bool IsSettled(PlanDraft draft)
    {
        if (draft.Observed.Route is not { } route || draft.Status.Stable is null)
        {
            return true; // No traffic of ours, or nobody else to serve it.
        }

        if (!draft.Status.Phase.IsTerminal())
        {
            Finish(draft);
            return draft.Status.Phase.IsTerminal();
        }

        return (route.CanaryWeight == 0 && route.Header is null) || Traffic.Keep(draft, 0);
    }

    private static void Finish(PlanDraft draft)
    {
        if (draft.CannotTurn)
        {
            Promotion.Continue(draft);
        }
        else if (draft.Status.Phase == RolloutPhase.RollingBack)
        {
            Retreat.Continue(draft);
        }
        else
        {
            Retreat.Begin(draft, RolloutPhase.Aborted, Reason);
        }
    }
}
