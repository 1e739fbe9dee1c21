using Portal.Domain.Rollouts;
using Portal.Components;

namespace Portal.Rollouts.Pages;

/// <summary>Lays the strategy's steps over how far the rollout has come.</summary>
internal static class RolloutSteps
{
    public static IReadOnlyList<TimelineStep> Of(RolloutDetail view)
    {
        if (view.Row.FromVersion is null)
        {
            // Nothing to compare with: the steps begin with the first upgrade.
            return [new TimelineStep(
                "Go live as soon as it is ready",
                view.Row.Phase switch { "Completed" => TimelineStep.Done, "Held" or "Queued" => TimelineStep.Waiting, "Failed" or "Aborted" or "RolledBack" => TimelineStep.Failed, _ => TimelineStep.Current })];
        }

        var stopped = view.Row.Phase is "RolledBack" or "RollingBack" or "Aborted" or "Failed";
        return [.. view.Steps.Select((step, index) => new TimelineStep(
            StepWords.Of(step),
            State(view, index, stopped),
            index == view.StepIndex && view.Row.Phase == "AwaitingApproval" ? "Approve above to go on. The comparison keeps running." : null,
            Icon: step is ApproveStep ? "hand" : null,
            Busy: view.Row.Phase != "AwaitingApproval"))];
    }

    private static string State(RolloutDetail view, int index, bool stopped) => view.Row.Phase switch
    {
        "Completed" or "Promoting" => TimelineStep.Done,
        "Held" or "Queued" => TimelineStep.Waiting,
        _ when index < view.StepIndex => TimelineStep.Done,
        _ when index == view.StepIndex => stopped ? TimelineStep.Failed : TimelineStep.Current,
        _ => stopped ? TimelineStep.Skipped : TimelineStep.Waiting,
    };
}
