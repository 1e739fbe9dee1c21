namespace Portal.Infrastructure.Migrations;

/// <summary>What the database remembers of a file.</summary>
/// <param name="Checksum">SHA-256 of its text when it ran, in hex.</param>
/// <param name="At">When.</param>
public sealed record AppliedMigration(string Checksum, DateTimeOffset At);
