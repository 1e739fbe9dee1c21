using Npgsql;

namespace Portal.Infrastructure.Database;

/// <summary>
/// Connections as <c>portal_platform</c>, for the few jobs that cross tenants: resolving a host, signing up, claiming operations, taking webhooks.
/// What it may touch is granted table by table.
/// </summary>
public sealed class PlatformDatabase(NpgsqlDataSource source) : IAsyncDisposable
{
    public NpgsqlDataSource Source => source;

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
