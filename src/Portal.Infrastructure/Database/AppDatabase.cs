using Npgsql;

namespace Portal.Infrastructure.Database;

/// <summary>Connections as <c>portal_app</c>. Only the unit of work opens them, and only with a tenant bound.</summary>
public sealed class AppDatabase(NpgsqlDataSource source) : IAsyncDisposable
{
    internal NpgsqlDataSource Source => source;

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
