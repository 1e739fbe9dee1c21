namespace Portal.Infrastructure.Operations.Backups;

/// <summary>A migration that a database had when it was read.</summary>
/// <param name="Name">Of its file.</param>
/// <param name="Checksum">Of its text.</param>
/// <param name="AppliedAt">When it was applied there.</param>
public sealed record SchemaMigration(string Name, string Checksum, DateTimeOffset AppliedAt);
