namespace Portal.Domain.Rollouts.Planning;

/// <summary>How many pods the new version has at each step. More come before their share of the traffic; fewer only once that has been accepted.</summary>
internal static class CanaryScale
{
    /// <summary>How many pods the current step wants; before the first one, those that it begins with.</summary>
    public static int Wanted(PlanDraft draft)
    {
        if (draft.Status.SkipsSteps || draft.Status.Phase == RolloutPhase.Promoting)
        {
            return draft.Replicas;
        }

        var index = draft.Status.Phase == RolloutPhase.Pending ? 0 : draft.Status.StepIndex;
        var steps = draft.Steps.Take(index + 1).ToList();
        var weight = steps.OfType<SetWeightStep>().LastOrDefault()?.Weight ?? 0;
        return draft.Spec.Traffic == TrafficKind.ReplicaRatio
            ? ReplicaShare.CanaryPods(draft.Replicas, weight)
            : steps.OfType<SetCanaryScaleStep>().LastOrDefault()?.Of(draft.Replicas, weight) ?? draft.Replicas;
    }

    /// <summary>True when there are at least as many as wanted, and where their number was asked for, when they are ready.</summary>
    public static bool IsUp(PlanDraft draft)
    {
        if (draft.Observed.Canary is not { } canary)
        {
            return true;
        }

        var wanted = Wanted(draft);
        if (canary.Replicas < wanted)
        {
            draft.Do(new ScaleWorkload(Arm.Canary, wanted));
            draft.Hold($"Starting pods of version {draft.TargetVersion}: {wanted} instead of {canary.Replicas}.");
            return false;
        }

        var isAsked = draft.Spec.Traffic == TrafficKind.ReplicaRatio || draft.Steps.Any(step => step is SetCanaryScaleStep);
        if (isAsked && canary.UpdatedReady < wanted)
        {
            draft.Hold($"Waiting for pods of version {draft.TargetVersion}: {canary.UpdatedReady} of {wanted} ready.");
            return false;
        }

        return true;
    }

    /// <summary>Takes away those that the current step does not want.</summary>
    public static void Trim(PlanDraft draft)
    {
        var wanted = Wanted(draft);
        if (draft.Observed.Canary is { } canary && canary.Replicas > wanted)
        {
            draft.Do(new ScaleWorkload(Arm.Canary, wanted));
        }
    }
}
