namespace Portal.Infrastructure.Migrations;

/// <param name="Name">File name.</param>
/// <param name="State">How it stands to the database.</param>
/// <param name="AppliedAt">When it ran; null when it has not.</param>
public sealed record MigrationStatus(string Name, MigrationState State, DateTimeOffset? AppliedAt);
