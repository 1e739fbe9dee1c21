namespace Portal.Domain.Rollouts.Planning;

/// <summary>What to do now, what to remember, what to tell, and when to look again if nothing happens before.</summary>
public sealed record RolloutPlan(
    IReadOnlyList<RolloutAction> Actions,
    RolloutStatus Status,
    IReadOnlyList<RolloutTimelineEntry> Told,
    TimeSpan? LookAgainIn);
