using Portal.Domain.Rollouts;

namespace Portal.Domain.Remediations.Detection;

/// <summary>A rollout that neither goes on nor turns back, although its deadline says that it should have.</summary>
internal static class StuckProgress
{
    // The operator itself turns back at the deadline; only what it has not done a while later is stuck.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    public static Finding? Find(RolloutSight sight, DateTimeOffset now)
    {
        if (sight.IsHeld || sight.Phase.IsTerminal() || sight.Phase is RolloutPhase.Paused or RolloutPhase.AwaitingApproval)
        {
            return null;
        }

        var due = sight.ProgressDeadlineAt ?? sight.ProgressedAt + sight.ProgressDeadline;
        if (due is not { } deadline || now < deadline + Grace)
        {
            return null;
        }

        var since = sight.ProgressedAt is { } at ? now - at : now - deadline;
        var isLeaving = sight.Phase is RolloutPhase.Promoting or RolloutPhase.RollingBack || sight.StableVersion is null;
        return new(
            RemediationKind.StuckProgress, "", FindingSeverity.Medium,
            $"Version {sight.TargetVersion} has made no progress for {DurationText.Words(TimeSpan.FromMinutes(Math.Floor(since.TotalMinutes)))}; {DurationText.Words(sight.ProgressDeadline)} are allowed. It is {sight.Phase}.",
            [
                new(RemedyKind.LookAgain, "Have the operator look at it anew."),
                isLeaving
                    ? new(RemedyKind.Tell, "It can go neither on nor back by itself: see what its message waits for.")
                    : new(RemedyKind.RollBack, $"Abort it: send all traffic back to version {sight.StableVersion}.", IsForPeople: true),
            ]);
    }
}
