namespace Portal.Infrastructure.Migrations;

/// <summary>The database and the files disagree; the message says where and what to do.</summary>
public sealed class MigrationException(string message) : Exception(message);
