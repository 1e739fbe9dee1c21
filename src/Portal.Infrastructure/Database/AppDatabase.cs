using Npgsql;

namespace Portal.Infrastructure.Database;

/// <summary>Connections as <c>portal_app</c>. Only the unit of work opens them, and only with a tenant bound.</summary>
/// <param name="source">Connections.</param>
/// <param name="statementTimeout">How long one statement that serves a tenant may take; thirty seconds when null.</param>
public sealed class AppDatabase(NpgsqlDataSource source, TimeSpan? statementTimeout = null) : IAsyncDisposable
{
    internal TimeSpan StatementTimeout { get; } = statementTimeout ?? DatabaseOptions.DefaultStatementTimeout;

    internal NpgsqlDataSource Source => source;

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
