using Portal.Components;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Operations.Pages;

/// <summary>Operations as people read them.</summary>
internal static class OperationWords
{
    /// <summary>What can be filtered for.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        OperationKind.ApplyRollout, OperationKind.GateRollout, OperationKind.ApproveRollout, OperationKind.PromoteRollout, OperationKind.AbortRollout, OperationKind.PauseRollout, OperationKind.ResumeRollout, OperationKind.Remediate, OperationKind.Uninstall, OperationKind.ApplyObjective, OperationKind.RemoveObjective, OperationKind.OverrideBudget,
        OperationKind.HandleStripeEvent, OperationKind.VerifyDomain, OperationKind.DeliverWebhook, OperationKind.DeliverAlert, OperationKind.RotateTenantKey, OperationKind.ExportTenant, OperationKind.MoveTenant, OperationKind.ProvisionTenant,
    ];

    public static string Title(string kind) => kind switch
    {
        OperationKind.PurgeTenant => "Remove tenant",
        OperationKind.MoveTenant => "Move data",
        OperationKind.VerifyDomain => "Check domain",
        OperationKind.DeliverWebhook => "Tell a webhook",
        OperationKind.DeliverAlert => "Send an alert",
        OperationKind.RotateTenantKey => "New encryption key",
        OperationKind.CleanOutbox => "Clean up news",
        OperationKind.ForgetEnded => "Forget ended operations",
        OperationKind.ExpireExports => "Remove old archives",
        OperationKind.ProvisionTenant => "Prepare tenant",
        OperationKind.ExportTenant => "Export tenant",
        OperationKind.ApplyRollout => "Start rollout",
        OperationKind.GateRollout => "Check what holds a rollout",
        OperationKind.ApproveRollout => "Approve step",
        OperationKind.PromoteRollout => "Promote rollout",
        OperationKind.AbortRollout => "Abort rollout",
        OperationKind.PauseRollout => "Pause rollout",
        OperationKind.ResumeRollout => "Resume rollout",
        OperationKind.Remediate => "Help a rollout",
        OperationKind.ApplyObjective => "Set objective",
        OperationKind.RemoveObjective => "Delete objective",
        OperationKind.OverrideBudget => "Override a budget",
        OperationKind.Uninstall => "Uninstall plugin",
        OperationKind.HandleStripeEvent => "Book payment",
        _ => kind,
    };

    public static OperationState StateOf(OperationView view) => Words.Read<OperationState>(view.State);

    public static string About(OperationView view) => StateOf(view) switch
    {
        OperationState.Queued => "It waits for the operator, usually for less than a second.",
        OperationState.Running => "The operator carries it out.",
        OperationState.Succeeded => "It was carried out.",
        OperationState.Canceled => "It was called off.",
        _ when view.InsteadOfRetry is not null => "It could not be carried out. It stays here until somebody discards it.",
        _ => "It could not be carried out. It stays here until somebody retries or discards it.",
    };

    /// <summary>What the error of an operation in this state means.</summary>
    public static string Trouble(OperationState state) => state switch
    {
        OperationState.Failed => "It could not be carried out",
        OperationState.Canceled => "It was called off",
        _ => "The last attempt failed; it is tried again",
    };

    /// <summary>What is not in the list while a database is away.</summary>
    public static string Missing(UnansweredDatabase away) => away.Tenants.Count == 0
        ? "No tenant lives there; nothing is missing below."
        : $"What it has of {string.Join(", ", away.Tenants)} is missing below. Everything else is there.";

    /// <summary>What canceling is called in this state.</summary>
    public static string CancelLabel(string state) => state == nameof(OperationState.Failed) ? "Discard" : "Cancel";

    /// <summary>A line of the history of attempts.</summary>
    public static string Attempt(OperationAttemptView attempt) => attempt.Outcome switch
    {
        "retried" => $"Retried by {attempt.By}",
        "canceled" when attempt.By is { } by => $"Called off by {by}",
        "canceled" => $"Attempt {attempt.Attempt} stopped",
        "lost" => $"Attempt {attempt.Attempt} ended with its operator",
        "stopped" => $"Attempt {attempt.Attempt} given back: its operator stopped",
        _ => $"Attempt {attempt.Attempt} failed",
    };

    public static string Priority(string priority) => Words.Read<OperationPriority>(priority) switch
    {
        OperationPriority.Urgent => "Urgent: before everything else",
        OperationPriority.Background => "Background: after what people wait for",
        _ => "Normal: somebody waits for it",
    };

    public static Tone ToneOf(OperationState state) => state switch
    {
        OperationState.Succeeded => Tone.Success,
        OperationState.Failed => Tone.Danger,
        OperationState.Canceled => Tone.Warning,
        _ => Tone.Accent,
    };

    /// <summary>From the order to its end, with what the operator reported in between.</summary>
    public static IReadOnlyList<TimelineStep> Timeline(OperationView view)
    {
        var state = StateOf(view);
        var steps = new List<TimelineStep> { new($"Ordered by {view.CreatedBy}", TimelineStep.Done, Timing: TimeWords.Clock(view.CreatedAt)) };
        // The end is told below, with its time; its own step would only repeat it.
        steps.AddRange(view.Steps.Where(step => step.Name != "done").Select(step => new TimelineStep(
            step.Message.TrimEnd('.'),
            step.State switch { "succeeded" or "Succeeded" => TimelineStep.Done, "failed" or "Failed" => TimelineStep.Failed, _ => TimelineStep.Current },
            Timing: "+" + TimeWords.Length(step.OccurredAt - view.CreatedAt))));
        if (state is OperationState.Queued or OperationState.Running && steps[^1].State != TimelineStep.Current)
        {
            steps.Add(new(state == OperationState.Queued ? "Waiting for the operator" : "Working", TimelineStep.Current));
        }
        else if (view.FinishedAt is { } finished)
        {
            steps.Add(new(state.ToString(), state == OperationState.Succeeded ? TimelineStep.Done : TimelineStep.Failed, Timing: "+" + TimeWords.Length(finished - view.CreatedAt)));
        }

        return steps;
    }
}
