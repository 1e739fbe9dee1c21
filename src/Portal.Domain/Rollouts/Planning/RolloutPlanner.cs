namespace Portal.Domain.Rollouts.Planning;

/// <summary>
/// Decides what a rollout does next. A pure function: the same inputs give the same plan, every action may be repeated,
/// and a plan that was cut off half-way is simply made again from what is there.
/// </summary>
public static class RolloutPlanner
{
    public static RolloutPlan Plan(RolloutSpec spec, RolloutStatus status, ObservedState observed, RolloutReport? report, DateTimeOffset now)
    {
        var draft = new PlanDraft(spec, status, observed, report, now);
        ReadBack(draft);
        Adopt(draft);
        Continue(draft);
        return draft.Finish();
    }

    private static void Continue(PlanDraft draft)
    {
        if (draft.Spec.DeletedAt is not null)
        {
            Removal.Continue(draft);
            return;
        }

        if (draft.Spec.Target.Hash != draft.Status.Target?.Hash && !draft.CannotTurn)
        {
            Beginning.NewRevision(draft);
            return;
        }

        if (draft.Observed.HasPreview && draft.Spec.Strategy is not BlueGreenStrategy)
        {
            draft.Do(new RemovePreview());
        }

        switch (draft.Status.Phase)
        {
            case RolloutPhase.Pending or RolloutPhase.Progressing or RolloutPhase.Paused or RolloutPhase.AwaitingApproval when IsRolling(draft):
                Rolling.Continue(draft);
                break;
            case RolloutPhase.Pending:
                Preparation.Continue(draft);
                break;
            case RolloutPhase.Progressing or RolloutPhase.Paused or RolloutPhase.AwaitingApproval:
                StepWalk.Continue(draft);
                break;
            case RolloutPhase.Promoting:
                Promotion.Continue(draft);
                break;
            case RolloutPhase.RollingBack:
                Retreat.Continue(draft);
                break;
            default:
                Upkeep.Continue(draft);
                break;
        }
    }

    private static bool IsRolling(PlanDraft draft) =>
        draft.Status.Stable is not null && (draft.Spec.Strategy is RollingStrategy || Rolling.IsUnderWay(draft));

    private static void ReadBack(PlanDraft draft)
    {
        if (draft.Observed.Route is { Accepted: true, SetAt: null } route && draft.Status.Weights.Accepted != (route.Share ?? route.CanaryWeight))
        {
            draft.Status = draft.Status with { Weights = draft.Status.Weights with { Accepted = route.Share ?? route.CanaryWeight, AcceptedAt = draft.Now } };
        }
    }

    /// <summary>A status that was lost is rebuilt from what runs: pods that serve are the stable version.</summary>
    private static void Adopt(PlanDraft draft)
    {
        if (draft.Status.Stable is null && draft.Observed.Stable is { Ready: > 0 } stable && stable.Revision.Hash != draft.Spec.Target.Hash
            && stable.Revision.Hash != draft.Status.Target?.Hash)
        {
            draft.Status = draft.Status with { Stable = stable.Revision };
        }
    }
}
