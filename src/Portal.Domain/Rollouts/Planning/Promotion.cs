namespace Portal.Domain.Rollouts.Planning;

/// <summary>
/// The new version becomes the stable one. Its canary carries all traffic until the stable pods have been replaced and
/// are ready; once the stable Deployment asks for the new version there is nothing to roll back to any more.
/// </summary>
internal static class Promotion
{
    public static void Begin(PlanDraft draft, string why)
    {
        draft.Status = draft.Status with
        {
            Phase = RolloutPhase.Promoting,
            StepIndex = draft.Steps.Count,
            StepStartedAt = draft.Now,
            ProgressDeadlineAt = draft.Now + draft.Spec.ProgressDeadline + (draft.Spec.Analysis.WatchWindow ?? TimeSpan.Zero),
            NoDataDeadlineAt = null,
            Message = $"Promoting version {draft.TargetVersion}.",
        };
        draft.Tell(RolloutEventKind.Promoting, why);
        draft.LookAgainIn = TimeSpan.Zero;
    }

    public static void Continue(PlanDraft draft)
    {
        draft.LookAgainIn = draft.Spec.Analysis.Interval;
        if (draft.StableIsTarget)
        {
            HandBack(draft);
            return;
        }

        if (Guards.Stop(draft))
        {
            return;
        }

        // A person who promotes has decided; otherwise missing measurements hold this step like any other.
        if (!Measuring.Allows(draft) && !draft.IsAsked(draft.Spec.Promote) && !draft.Status.SkipsSteps)
        {
            return;
        }

        if (!CanaryScale.IsUp(draft))
        {
            return;
        }

        if (draft.Observed.Canary is not { IsFullyReady: true } canary)
        {
            draft.Hold($"Waiting for all pods of version {draft.TargetVersion} before they take all traffic.");
            return;
        }

        if (draft.Observed.Route is { CanaryWeight: < 100 } && !draft.Status.SkipsSteps && Freeze.Holds(draft))
        {
            return;
        }

        if (Traffic.Move(draft, 100) && !WatchWindow.IsOn(draft))
        {
            draft.Do(new CopyCanaryToStable(draft.Replicas));
            draft.Hold($"All traffic is on the canary; replacing the stable pods with version {canary.Revision.Version}.");
        }
    }

    private static void HandBack(PlanDraft draft)
    {
        var stable = draft.Observed.Stable!; // StableIsTarget says that it exists.
        draft.Status = draft.Status with { Stable = draft.Status.Target };
        if (stable.Replicas != draft.Replicas)
        {
            draft.Do(new ScaleWorkload(Arm.Stable, draft.Replicas));
            return;
        }

        var canaryIsGone = draft.Observed.CanaryReady == 0 && stable.Ready > 0;
        if (!stable.IsFullyReady && draft.Observed.Route?.CanaryWeight != 0 && !canaryIsGone)
        {
            Wait(draft, stable);
            return;
        }

        if (!Traffic.Move(draft, 0) || !Drain.IsOver(draft))
        {
            return;
        }

        if (draft.Observed.Canary is { Replicas: > 0 })
        {
            draft.Do(new ScaleWorkload(Arm.Canary, 0));
        }

        Ending.Conclude(draft, RolloutPhase.Completed, RolloutEventKind.Completed, $"Version {draft.TargetVersion} is live for everybody.");
    }

    private static void Wait(PlanDraft draft, ObservedWorkload stable)
    {
        if (draft.Observed.Route is { CanaryWeight: < 100 } && draft.Observed.CanaryReady > 0)
        {
            Traffic.Keep(draft, 100);
            return;
        }

        draft.Hold($"Waiting for the new stable pods: {stable.UpdatedReady} of {stable.Replicas} ready. Traffic stays on the canary.");
        if (draft.Now >= draft.Status.ProgressDeadlineAt && !draft.Status.Stalled)
        {
            draft.Status = draft.Status with { Stalled = true };
            draft.Tell(RolloutEventKind.Stalled, "The new stable pods do not become ready; traffic stays on the canary, which is healthy.");
        }
    }
}
