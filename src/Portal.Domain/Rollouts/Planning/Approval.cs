namespace Portal.Domain.Rollouts.Planning;

/// <summary>A step that waits for a person.</summary>
internal static class Approval
{
    public static bool IsGiven(PlanDraft draft, ApproveStep step)
    {
        var index = draft.Status.StepIndex;
        var approval = draft.Spec.Approvals.FirstOrDefault(given =>
            given.Revision == draft.Status.Target?.Hash && given.Step == index && (step.Groups.Count == 0 || step.Groups.Contains(given.Group, StringComparer.Ordinal)));
        if (approval is not null)
        {
            draft.Tell(RolloutEventKind.Approved, approval.Group is null ? $"Approved by {approval.By}." : $"Approved by {approval.By} for {approval.Group}.");
            return true;
        }

        if (step.Deadline is { } deadline && draft.Now >= draft.Status.StepStartedAt + deadline)
        {
            return IsLate(draft, step, deadline);
        }

        Remind(draft, step);

        draft.Hold($"Step {index + 1} of {draft.Steps.Count} waits for {Whom(step)}.");
        return false;
    }

    /// <summary>A pause without an end goes on by the word of anybody who may approve.</summary>
    public static bool IsResumed(PlanDraft draft)
    {
        var index = draft.Status.StepIndex;
        var given = draft.Spec.Approvals.FirstOrDefault(approval => approval.Revision == draft.Status.Target?.Hash && approval.Step == index);
        if (given is null)
        {
            draft.Hold($"Step {index + 1} of {draft.Steps.Count} waits until a person resumes it.");
            return false;
        }

        draft.Tell(RolloutEventKind.Resumed, $"Resumed by {given.By}.");
        return true;
    }

    private static bool IsLate(PlanDraft draft, ApproveStep step, TimeSpan deadline)
    {
        var words = $"Nobody approved in {DurationText.Words(deadline)}";
        switch (step.OnDeadline)
        {
            case ApprovalTimeout.Promote:
                draft.Tell(RolloutEventKind.Approved, $"{words}; it goes on, as the step says.");
                return true;
            case ApprovalTimeout.Abort:
                Retreat.Begin(draft, RolloutPhase.Aborted, $"{words}.");
                return false;
            default:
                draft.Hold($"{words}; it still waits for {Whom(step)}.");
                return false;
        }
    }

    /// <summary>Once, when a fifth of the step's time is left.</summary>
    private static void Remind(PlanDraft draft, ApproveStep step)
    {
        if (step.Deadline is not { } deadline || draft.Now < draft.Status.StepStartedAt + (deadline * 0.8)
            || draft.Status.Timeline.Any(entry => entry.Kind == nameof(RolloutEventKind.ApprovalDue) && entry.At >= draft.Status.StepStartedAt))
        {
            return;
        }

        var left = DurationText.Words(draft.Status.StepStartedAt!.Value + deadline - draft.Now);
        draft.Tell(RolloutEventKind.ApprovalDue, $"Step {draft.Status.StepIndex + 1} of {draft.Steps.Count} still waits for {Whom(step)}, with {left} left.");
    }

    private static string Whom(ApproveStep step) => step.Groups.Count == 0 ? "a person" : string.Join(" or ", step.Groups);
}
