namespace Portal.Domain.Operations.Backups;

/// <summary>One backup, as staff see it.</summary>
/// <param name="Name">Of its folder.</param>
/// <param name="Cause">Why it was made.</param>
/// <param name="State">How it stands.</param>
/// <param name="StartedAt">When it was begun.</param>
/// <param name="FinishedAt">When it was done, or had failed; null while it runs.</param>
/// <param name="Bytes">Of its files; null until it is there.</param>
/// <param name="Rows">Over all databases.</param>
/// <param name="Databases">How many it holds.</param>
/// <param name="VerifiedAt">When it was last read from beginning to end without a fault.</param>
/// <param name="Error">Why it failed.</param>
public sealed record BackupLine(
    string Name, BackupCause Cause, BackupState State, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, long? Bytes, long? Rows, int? Databases, DateTimeOffset? VerifiedAt,
    string? Error);
