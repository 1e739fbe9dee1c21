namespace Portal.Domain.Rollouts.Planning;

/// <summary>
/// Error budgets: no new version begins while an objective of the plugin is in trouble, unless somebody says so with a name and a reason. What is under way goes on;
/// it is judged by its own measurements.
/// </summary>
internal static class BudgetGate
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    /// <summary>True when the plan must wait.</summary>
    public static bool Holds(PlanDraft draft)
    {
        if (draft.Observed.Obstacle is not { } obstacle)
        {
            GoOn(draft, "The objectives allow it again.");
            return false;
        }

        if (draft.Spec.BudgetOverride is { } given && given.Until > draft.Now)
        {
            var mark = $"{given.By}/{given.Until:O}";
            if (draft.Status.BudgetOverride != mark)
            {
                draft.Tell(RolloutEventKind.Resumed, $"{given.By} lets it start all the same: {given.Why} {obstacle}");
                draft.Status = draft.Status with { BudgetOverride = mark };
            }

            GoOn(draft, null);
            return false;
        }

        if (draft.Status.BudgetHold is null)
        {
            draft.Tell(RolloutEventKind.Paused, $"Held before it begins: {obstacle}");
        }

        // It is held by intention: no deadline runs meanwhile.
        draft.Status = draft.Status with { BudgetHold = obstacle, QueuePlace = null, ProgressDeadlineAt = null, Message = $"Held before it begins: {obstacle}" };
        draft.LookAgainIn = LookEvery;
        return true;
    }

    private static void GoOn(PlanDraft draft, string? words)
    {
        if (draft.Status.BudgetHold is null)
        {
            return;
        }

        if (words is not null)
        {
            draft.Tell(RolloutEventKind.Resumed, words);
        }

        draft.Status = draft.Status with { BudgetHold = null, ProgressDeadlineAt = draft.Now + draft.Spec.ProgressDeadline };
    }
}
