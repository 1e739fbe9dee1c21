namespace Portal.Operations.Backups;

/// <summary>How the deployment stands with its backups.</summary>
/// <param name="LastGoodAt">When the youngest verified one was begun; null when there is none.</param>
/// <param name="Every">Between two by the schedule; null when none was made by one.</param>
/// <param name="HasFailed">The last one of the schedule failed.</param>
/// <param name="IsLate">The last good one is older than twice that.</param>
public sealed record BackupSummary(DateTimeOffset? LastGoodAt, TimeSpan? Every, bool HasFailed, bool IsLate);
