namespace Portal.Domain.Rollouts.Planning;

/// <summary>Requests already under way may finish before the pods they are in go away.</summary>
internal static class Drain
{
    public static bool IsOver(PlanDraft draft)
    {
        if (draft.Observed.Canary is not { Replicas: > 0 })
        {
            return true;
        }

        draft.Status = draft.Status with { DrainUntil = draft.Status.DrainUntil ?? draft.Now + draft.Spec.DrainDelay };
        return draft.Now >= draft.Status.DrainUntil;
    }
}
