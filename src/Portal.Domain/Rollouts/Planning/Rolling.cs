namespace Portal.Domain.Rollouts.Planning;

/// <summary>
/// Rolling updates: the stable Deployment itself gets the new pod template, and Kubernetes replaces its pods. What is to come back when they do not become
/// ready is kept in it by the same write.
/// </summary>
internal static class Rolling
{
    /// <summary>The stable Deployment asks for a version that has not become the stable one; the strategy may say something else by now.</summary>
    public static bool IsUnderWay(PlanDraft draft) =>
        draft.Status.Stable is { } stable && draft.StableIsTarget && stable.Hash != draft.Status.Target?.Hash
        && draft.Status.Phase is RolloutPhase.Pending or RolloutPhase.Progressing or RolloutPhase.Paused or RolloutPhase.AwaitingApproval;

    public static void Continue(PlanDraft draft)
    {
        draft.LookAgainIn = draft.Spec.Analysis.Interval;
        if (Guards.Stop(draft) || !Traffic.Move(draft, 0) || (!draft.StableIsTarget && MustWait(draft)))
        {
            return;
        }

        var stable = draft.Observed.Stable;
        if (stable is null || !draft.StableIsTarget || stable.Replicas != draft.Replicas || !stable.HasService)
        {
            Begin(draft);
            return;
        }

        if (!stable.IsFullyReady)
        {
            draft.Hold($"Replacing pods with version {draft.TargetVersion}: {stable.UpdatedReady} of {stable.Replicas} ready.");
            return;
        }

        draft.Status = draft.Status with { Stable = draft.Status.Target, StepIndex = draft.Steps.Count };
        Ending.Conclude(draft, RolloutPhase.Completed, RolloutEventKind.Completed, $"Version {draft.TargetVersion} is live for everybody.");
    }

    /// <summary>Puts the kept pod template back where a rolling update was cut off. True until its pods are ready.</summary>
    public static bool GoesBack(PlanDraft draft)
    {
        var before = draft.Status.Stable;
        if (draft.Observed.Stable is not { } stable || before is null || draft.Spec.DeletedAt is not null)
        {
            return false;
        }

        if (stable.Revision.Hash != before.Hash && stable.KeptRevision == before.Hash)
        {
            draft.Do(new RestoreTemplate(draft.Replicas));
            draft.Hold($"Putting version {before.Version} back.");
            return true;
        }

        if (draft.Spec.Strategy is RollingStrategy && stable.Revision.Hash == before.Hash && stable.UpdatedReady < stable.Replicas)
        {
            draft.Hold($"Waiting for pods of version {before.Version}: {stable.UpdatedReady} of {stable.Replicas} ready.");
            return true;
        }

        return false;
    }

    private static bool MustWait(PlanDraft draft)
    {
        if (draft.Spec.Paused)
        {
            draft.Status = draft.Status with { Phase = RolloutPhase.Paused, ProgressDeadlineAt = null, Message = "Paused by a person." };
            return true;
        }

        return Freeze.Holds(draft) || BudgetGate.Holds(draft);
    }

    private static void Begin(PlanDraft draft)
    {
        draft.Do(new RollWorkload(draft.Replicas, draft.Status.Stable!)); // First installations come another way.
        if (draft.Status.Phase != RolloutPhase.Progressing)
        {
            draft.Tell(RolloutEventKind.StepStarted, $"Replacing pods with version {draft.TargetVersion}.");
        }

        draft.Status = draft.Status with
        {
            Phase = RolloutPhase.Progressing,
            StepIndex = 0,
            StepCount = draft.Steps.Count,
            StepStartedAt = draft.Status.StepStartedAt ?? draft.Now,
            ProgressDeadlineAt = draft.Status.ProgressDeadlineAt ?? draft.Now + draft.Spec.ProgressDeadline,
            Message = $"Replacing pods with version {draft.TargetVersion}.",
        };
    }
}
