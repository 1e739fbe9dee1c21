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
    private static int CurrentWeight(PlanDraft draft) => Latest<SetWeightStep>(draft)?.Weight ?? 0;

    private static HeaderMatch? CurrentHeader(PlanDraft draft) => Latest<HeaderStep>(draft)?.Header;

    private static T? Latest<T>(PlanDraft draft)
        where T : RolloutStep => draft.Steps.Take(draft.Status.StepIndex + 1).OfType<T>().LastOrDefault();

    private static bool IsDone(PlanDraft draft, RolloutStep step)
    {
        if (!CanaryScale.IsUp(draft) || !HasItsShare(draft, step))
        {
            return false;
        }

        CanaryScale.Trim(draft);
        StableScale.Fit(draft);
        return step switch
        {
            AnalyzeStep analyze => Judgment.Passes(draft, analyze),
            PauseStep { Duration: { } duration } => draft.Now >= draft.Status.StepStartedAt + duration,
            PauseStep => Approval.IsResumed(draft),
            ApproveStep approve => Approval.IsGiven(draft, approve),
            _ => true,
        };
    }

    /// <summary>Steps that give the canary more move the traffic; all others keep it as it is.</summary>
    private static bool HasItsShare(PlanDraft draft, RolloutStep step)
    {
        var (weight, header) = (CurrentWeight(draft), CurrentHeader(draft));
        if (step is not SetWeightStep and not HeaderStep)
        {
            return Traffic.Keep(draft, weight, header);
        }

        if ((draft.Observed.Route is { } route && (route.CanaryWeight < weight || (header is not null && route.Header is null)) && Freeze.Holds(draft))
            || !Traffic.Move(draft, weight, header))
        {
            return false;
        }

        draft.Tell(RolloutEventKind.WeightAccepted, Accepted(draft, weight, header));
        return true;
    }

    private static string Accepted(PlanDraft draft, int weight, HeaderMatch? header)
    {
        var share = draft.Status.Weights.Accepted ?? weight;
        var rounded = share == weight ? "" : $" {weight} % cannot be had with {draft.Replicas} stable pods.";
        var also = header is null ? "" : $", and requests with {header.Name}: {header.Value}";
        return $"{share} % of the traffic{also} goes to version {draft.TargetVersion}.{rounded}";
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
        SetWeightStep or HeaderStep or SetCanaryScaleStep => draft.Now + draft.Spec.ProgressDeadline,
        AnalyzeStep { Duration: var duration } => draft.Now + duration + draft.Spec.ProgressDeadline,
        _ => null,
    };
}
