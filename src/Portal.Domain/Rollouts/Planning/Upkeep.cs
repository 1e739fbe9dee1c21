namespace Portal.Domain.Rollouts.Planning;

/// <summary>After the end: everything stays as it was left, and nothing is written while it does.</summary>
internal static class Upkeep
{
    public static void Continue(PlanDraft draft)
    {
        if (draft.Status.Phase.IsUnsuccessful() && draft.IsAsked(draft.Spec.Retry) && Beginning.RetryKey(draft.Spec.Retry!) != draft.Status.RetryHandled)
        {
            Beginning.Again(draft);
            return;
        }

        if (draft.Observed.Route is { ReachesCanary: true })
        {
            draft.LookAgainIn = draft.Spec.Analysis.Interval;
            Traffic.Keep(draft, 0);
            return;
        }

        if (draft.Observed.Route is { IsAdopted: true })
        {
            draft.Do(new RestoreRoute());
        }

        if (draft.Observed.Canary is { Replicas: > 0 } && !IsKept(draft))
        {
            draft.Do(new ScaleWorkload(Arm.Canary, 0));
        }

        if (draft.Status.Stable is not null)
        {
            KeepStable(draft);
        }
    }

    /// <summary>The failed version's pods stay for whoever wants to look at them.</summary>
    private static bool IsKept(PlanDraft draft)
    {
        if (draft.Status.KeepCanaryUntil is not { } until || draft.Now >= until)
        {
            return false;
        }

        draft.LookAgainIn = until - draft.Now;
        return true;
    }

    private static void KeepStable(PlanDraft draft)
    {
        var stable = draft.Observed.Stable;
        var specIsStable = draft.Spec.Target.Hash == draft.Status.Stable?.Hash;
        if (specIsStable && (stable is null || !stable.HasService || stable.Revision.Hash != draft.Status.Stable!.Hash))
        {
            draft.Do(new ApplyWorkload(Arm.Stable, draft.Replicas));
        }
        else if (stable is not null && stable.Replicas != draft.Replicas)
        {
            draft.Do(new ScaleWorkload(Arm.Stable, draft.Replicas));
        }
    }
}
