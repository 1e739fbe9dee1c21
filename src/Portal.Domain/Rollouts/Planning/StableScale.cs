namespace Portal.Domain.Rollouts.Planning;

/// <summary>
/// How many pods the stable version has while a canary takes over its traffic (<see cref="CanaryStrategy.DynamicStableScale"/>): never fewer than what is
/// left to it needs, and before it gets anything back, as many as that needs.
/// </summary>
internal static class StableScale
{
    /// <summary>Takes away pods whose traffic has moved, only after it has; and brings back those that are needed after all.</summary>
    public static void Fit(PlanDraft draft)
    {
        if (!IsDynamic(draft) || draft.Observed is not { Stable: { } stable, Route: { } route })
        {
            return;
        }

        var wanted = Math.Max(1, ((draft.Replicas * (100 - (route.Share ?? route.CanaryWeight))) + 99) / 100);
        if (stable.Replicas != wanted)
        {
            draft.Do(new ScaleWorkload(Arm.Stable, wanted));
        }
    }

    /// <summary>Whether the stable version has to come up again before it can take everything back.</summary>
    public static bool IsShort(PlanDraft draft) => IsDynamic(draft) && draft.Observed.StableReady < draft.Replicas;

    /// <summary>Brings its pods back, all of them.</summary>
    public static void Restore(PlanDraft draft)
    {
        if (draft.Observed.Stable is { } stable && stable.Replicas < draft.Replicas)
        {
            draft.Do(new ScaleWorkload(Arm.Stable, draft.Replicas));
        }
    }

    /// <summary>The least that the canary has to keep, in percent, for what the stable version's ready pods can carry.</summary>
    public static int CanaryKeeps(PlanDraft draft) => 100 - (100 * Math.Min(draft.Observed.StableReady, draft.Replicas) / Math.Max(1, draft.Replicas));

    public static bool IsDynamic(PlanDraft draft) => draft.Spec.Strategy is CanaryStrategy { DynamicStableScale: true } && draft.Spec.Replicas is > 0;
}
