namespace Portal.Domain.Rollouts.Planning;

/// <summary>Takes the traffic back to the stable version, at once or level by level; never up again on the way.</summary>
internal static class WayBack
{
    /// <summary>How long each level is held on the gradual way.</summary>
    private static readonly TimeSpan LevelLasts = TimeSpan.FromSeconds(5);

    public static bool IsDone(PlanDraft draft)
    {
        if (StableScale.IsShort(draft) && draft.Observed.Route is { CanaryWeight: > 0 } carried && IsHealthy(draft))
        {
            return Follow(draft, carried);
        }

        if (!IsGradual(draft) || draft.Observed.Route is not { CanaryWeight: > 0 } route)
        {
            return Traffic.Move(draft, 0);
        }

        var level = Math.Min(draft.Status.Weights.Desired, route.CanaryWeight);
        var arrived = route.Carries(level) && !(draft.Now < draft.Status.Weights.AcceptedAt + LevelLasts);
        var next = arrived ? Next(draft, level) : level;
        if (!Traffic.Move(draft, next))
        {
            return false;
        }

        draft.Hold($"{level} % is still on version {draft.TargetVersion}; it goes step by step.");
        return next == 0;
    }

    /// <summary>As fast as the stable version's pods come up: never more to it than they can carry.</summary>
    private static bool Follow(PlanDraft draft, ObservedRoute route)
    {
        StableScale.Restore(draft);
        var level = Math.Min(route.CanaryWeight, StableScale.CanaryKeeps(draft));
        if (!Traffic.Move(draft, level))
        {
            return false;
        }

        draft.Hold($"{level} % is still on version {draft.TargetVersion}, until {draft.Observed.StableReady} of {draft.Replicas} stable pods are more.");
        return level == 0;
    }

    /// <summary>Whoever has no healthy pods, or no time left, goes at once.</summary>
    private static bool IsHealthy(PlanDraft draft) =>
        draft.Observed.Canary is { Ready: > 0, CrashLooping: false } && !(draft.Now >= draft.Status.ProgressDeadlineAt);

    private static bool IsGradual(PlanDraft draft) =>
        draft.Spec.Rollback.Mode == RollbackMode.Gradual && draft.Spec.DeletedAt is null && IsHealthy(draft);

    /// <summary>The weight before this one; but the stable version never gets more than its ready pods' share of what it is to have.</summary>
    private static int Next(PlanDraft draft, int level)
    {
        var below = draft.Steps.OfType<SetWeightStep>().Select(step => step.Weight).Where(weight => weight < level).DefaultIfEmpty(0).Max();
        var carried = 100 * Math.Min(draft.Observed.StableReady, draft.Replicas) / Math.Max(1, draft.Replicas);
        return Math.Max(below, Math.Min(level, 100 - carried));
    }
}
