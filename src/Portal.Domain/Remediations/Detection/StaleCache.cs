using Portal.Domain.Rollouts;

namespace Portal.Domain.Remediations.Detection;

/// <summary>What is wanted has changed, and the operator does not answer: its watch is behind.</summary>
internal static class StaleCache
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static Finding? Find(RolloutSight sight, DateTimeOffset now) => sight.BehindSince is { } since && now - since >= Patience
        ? new(RemediationKind.StaleCache, "", FindingSeverity.Medium,
            $"The operator has not answered a change of the rollout for {DurationText.Words(TimeSpan.FromSeconds(Math.Floor((now - since).TotalSeconds)))}: its view of the cluster is behind.",
            [new(RemedyKind.LookAgain, "Have the operator read it anew from the API server.")])
        : null;
}
