namespace Portal.Domain.Rollouts.Planning;

/// <summary>Progressing, Paused, AwaitingApproval: one step after the other.</summary>
internal static class StepWalk
{
    public static void Enter(PlanDraft draft, int index)
    {
        if (index >= draft.Steps.Count)
        {
            Promotion.Begin(draft, "All steps are done.");
            return;
        }

        var step = draft.Steps[index];
        draft.Status = draft.Status with
        {
            Phase = PhaseOf(step),
            StepIndex = index,
            StepCount = draft.Steps.Count,
            StepStartedAt = draft.Now,
            ProgressDeadlineAt = Deadline(draft, step),
            Message = $"Step {index + 1} of {draft.Steps.Count}: {step.Describe()}.",
        };
        draft.Tell(
            step is ApproveStep ? RolloutEventKind.AwaitingApproval : RolloutEventKind.StepStarted,
            $"Step {index + 1} of {draft.Steps.Count}: {step.Describe()}.");
        draft.LookAgainIn = TimeSpan.Zero;
    }

    public static void Continue(PlanDraft draft)
    {
        draft.LookAgainIn = draft.Spec.Analysis.Interval;
        if (Guards.Stop(draft))
        {
            return;
        }

        if (draft.Status.StepCount != draft.Steps.Count || draft.Status.StepIndex >= draft.Steps.Count)
        {
            Enter(draft, 0);
            return;
        }

        if (draft.IsAsked(draft.Spec.Promote))
        {
            Promotion.Begin(draft, $"Promoted by {draft.Spec.Promote!.By}; the remaining steps are skipped.");
            return;
        }

        var mayGoOn = Measuring.Allows(draft);
        if (draft.Spec.Paused)
        {
            Pause(draft);
            return;
        }

        var step = draft.Steps[draft.Status.StepIndex];
        if (draft.Status.Phase != PhaseOf(step))
        {
            draft.Tell(RolloutEventKind.Resumed, "Resumed.");
            draft.Status = draft.Status with { Phase = PhaseOf(step), ProgressDeadlineAt = Deadline(draft, step) };
        }

        if (mayGoOn && IsDone(draft, step))
        {
            Enter(draft, draft.Status.StepIndex + 1);
        }
    }

    /// <summary>The canary's share that the steps up to the current one have asked for.</summary>
    private static int CurrentWeight(PlanDraft draft) =>
        draft.Steps.Take(draft.Status.StepIndex + 1).OfType<SetWeightStep>().LastOrDefault()?.Weight ?? 0;

    private static bool IsDone(PlanDraft draft, RolloutStep step)
    {
        if (step is SetWeightStep { Weight: var weight })
        {
            var isThere = Traffic.Move(draft, weight);
            if (isThere)
            {
                draft.Tell(RolloutEventKind.WeightAccepted, $"{weight} % of the traffic goes to version {draft.TargetVersion}.");
            }

            return isThere;
        }

        if (!Traffic.Keep(draft, CurrentWeight(draft)))
        {
            return false;
        }

        return step switch
        {
            AnalyzeStep analyze => Judgment.Passes(draft, analyze),
            PauseStep { Duration: { } duration } => draft.Now >= draft.Status.StepStartedAt + duration,
            _ => IsApproved(draft),
        };
    }

    private static bool IsApproved(PlanDraft draft)
    {
        var index = draft.Status.StepIndex;
        var approval = draft.Spec.Approvals.FirstOrDefault(a => a.Revision == draft.Status.Target?.Hash && a.Step == index);
        if (approval is null)
        {
            draft.Hold($"Step {index + 1} of {draft.Steps.Count} waits for a person.");
            return false;
        }

        draft.Tell(RolloutEventKind.Approved, $"Approved by {approval.By}.");
        return true;
    }

    private static void Pause(PlanDraft draft)
    {
        if (draft.Status.Phase != RolloutPhase.Paused)
        {
            draft.Tell(RolloutEventKind.Paused, "Paused by a person.");
        }

        // A person's pause takes as long as it takes.
        draft.Status = draft.Status with { Phase = RolloutPhase.Paused, ProgressDeadlineAt = null, Message = "Paused by a person." };
    }

    private static RolloutPhase PhaseOf(RolloutStep step) => step switch
    {
        ApproveStep => RolloutPhase.AwaitingApproval,
        PauseStep => RolloutPhase.Paused,
        _ => RolloutPhase.Progressing,
    };

    private static DateTimeOffset? Deadline(PlanDraft draft, RolloutStep step) => step switch
    {
        SetWeightStep => draft.Now + draft.Spec.ProgressDeadline,
        AnalyzeStep { Duration: var duration } => draft.Now + duration + draft.Spec.ProgressDeadline,
        _ => null,
    };
}
