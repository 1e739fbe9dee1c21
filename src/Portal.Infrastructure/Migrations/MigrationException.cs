namespace Portal.Infrastructure.Migrations;

/// <summary>The database and the files disagree, or a file fails; the message says where and what to do.</summary>
public sealed class MigrationException(string message, Exception? inner = null) : Exception(message, inner);
