namespace Portal.Domain.Rollouts;

/// <summary>How an earlier revision ended.</summary>
public sealed record RolloutHistoryEntry(RevisionRef Revision, RolloutPhase Phase, DateTimeOffset FinishedAt, string Message);
