namespace Portal.Rollouts.Governance;

/// <param name="Reason">Why it cannot wait; at most 500 characters.</param>
/// <param name="Until">Within 7 days; a freeze holds the rollout again if it has not begun by then.</param>
internal sealed record FreezeOverrideRequest(string? Reason, DateTimeOffset? Until);
