namespace Portal.Domain.Rollouts.Planning;

/// <summary>Pending: the new version's pods come up, without traffic.</summary>
internal static class Preparation
{
    public static void Continue(PlanDraft draft)
    {
        draft.LookAgainIn = draft.Spec.Analysis.Interval;
        if (draft.Status.Stable is null)
        {
            FirstInstall(draft);
            return;
        }

        if (Guards.Stop(draft))
        {
            return;
        }

        if (draft.Observed.Route is { CanaryWeight: > 0 } && draft.Observed.CanaryReady > 0 && StableScale.IsShort(draft))
        {
            StableScale.Restore(draft);
            draft.Hold($"Waiting for the stable pods to take back what the version before has: {draft.Observed.StableReady} of {draft.Replicas} ready.");
            return;
        }

        // An earlier canary may still have traffic: it leaves before its pods are replaced.
        if (!Traffic.Move(draft, 0) || Rolling.GoesBack(draft) || IsFrozen(draft))
        {
            return;
        }

        var wanted = CanaryScale.Wanted(draft);
        var canary = draft.Observed.Canary;
        if (canary is null || canary.Revision.Hash != draft.Status.Target?.Hash || canary.Replicas != wanted || !canary.HasService)
        {
            draft.Do(new ApplyWorkload(Arm.Canary, wanted));
            draft.Status = draft.Status with { Canary = draft.Status.Target, Message = $"Starting pods of version {draft.TargetVersion}." };
            return;
        }

        draft.Status = draft.Status with { Canary = draft.Status.Target };
        if (!canary.IsFullyReady)
        {
            draft.Hold($"Waiting for pods of version {draft.TargetVersion}: {canary.UpdatedReady} of {canary.Replicas} ready.");
            return;
        }

        draft.Tell(RolloutEventKind.CanaryReady, $"{canary.UpdatedReady} pods of version {draft.TargetVersion} are ready.");
        if (draft.Status.SkipsSteps)
        {
            Promotion.Begin(draft, $"Version {draft.TargetVersion} was live lately; its steps are skipped.");
            return;
        }

        StepWalk.Enter(draft, 0);
    }

    /// <summary>To begin is what a freeze window holds; what has begun goes on, and so does the way back to a version that was live.</summary>
    private static bool IsFrozen(PlanDraft draft) =>
        draft.Observed.Canary?.Revision.Hash != draft.Status.Target?.Hash && !draft.Status.SkipsSteps && (Freeze.Holds(draft) || BudgetGate.Holds(draft) || Turn.Holds(draft));

    /// <summary>There is nothing to compare with and nobody to protect: live as soon as the pods are ready.</summary>
    private static void FirstInstall(PlanDraft draft)
    {
        if (draft.IsAsked(draft.Spec.Abort))
        {
            draft.Do(new ScaleWorkload(Arm.Stable, 0));
            Ending.Conclude(draft, RolloutPhase.Aborted, RolloutEventKind.Aborted, Guards.AbortReason(draft.Spec.Abort!));
            return;
        }

        var stable = draft.Observed.Stable;
        var isAsWanted = stable is not null && stable.Revision.Hash == draft.Status.Target?.Hash && stable.Replicas == draft.Replicas && stable.HasService;
        if (!isAsWanted && Freeze.Holds(draft))
        {
            return;
        }

        if (!isAsWanted)
        {
            draft.Do(new ApplyWorkload(Arm.Stable, draft.Replicas));
            draft.Hold($"Starting pods of version {draft.TargetVersion}.");
            return;
        }

        if (draft.Now >= draft.Status.ProgressDeadlineAt)
        {
            Ending.Conclude(draft, RolloutPhase.Failed, RolloutEventKind.Failed,
                $"Version {draft.TargetVersion} did not become ready in {DurationText.Words(draft.Spec.ProgressDeadline)}: {stable!.UpdatedReady} of {stable.Replicas} pods.");
            return;
        }

        if (!stable!.IsFullyReady)
        {
            draft.Hold(stable.CrashLooping
                ? $"The pods of version {draft.TargetVersion} keep crashing."
                : $"Waiting for pods of version {draft.TargetVersion}: {stable.UpdatedReady} of {stable.Replicas} ready.");
            return;
        }

        if (Traffic.Move(draft, 0))
        {
            draft.Status = draft.Status with { Stable = draft.Status.Target, StepIndex = draft.Steps.Count };
            Ending.Conclude(draft, RolloutPhase.Completed, RolloutEventKind.Completed, $"Version {draft.TargetVersion} is live.");
        }
    }
}
