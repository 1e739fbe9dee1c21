namespace Portal.Domain.Operations.Backups;

/// <summary>A backup that lies in the folder.</summary>
/// <param name="Name">Of its folder; unique.</param>
/// <param name="At">The moment that it holds.</param>
/// <param name="IsVerified">It was read from beginning to end after it was written, and nothing was wrong with it.</param>
public sealed record KnownBackup(string Name, DateTimeOffset At, bool IsVerified);
