namespace Portal.Rollouts;

/// <param name="Reason">Why, for the audit log and the timeline; at most 500 characters.</param>
internal sealed record RolloutCommandRequest(string? Reason);
