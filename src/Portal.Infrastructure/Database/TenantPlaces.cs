using System.Collections.Concurrent;
using Npgsql;
using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Database;

/// <summary>
/// Which database a tenant's rows are in. What is remembered is a hint: the binding itself finds out when a tenant has moved, and says where.
/// </summary>
public sealed class TenantPlaces(PlatformDatabase home, OwnDatabases databases)
{
    private readonly ConcurrentDictionary<TenantId, OwnDatabase> _moved = new();

    /// <summary>Where the tenant was last found; null is the shared database.</summary>
    internal OwnDatabase? Guess(TenantId tenant) => _moved.GetValueOrDefault(tenant);

    internal OwnDatabase Learn(TenantId tenant, string name) => _moved[tenant] = databases.Get(name);

    internal void Forget(TenantId tenant) => _moved.TryRemove(tenant, out _);

    /// <summary>The platform's way to the database that has the tenant's operations, for statements that bind no tenant.</summary>
    public async Task<NpgsqlDataSource> SourceAsync(TenantId tenant, CancellationToken cancellationToken) =>
        (await FindAsync(tenant, cancellationToken))?.Platform.Source ?? home.Source;

    /// <summary>The database that the tenant has to itself; null when it lives in the shared one.</summary>
    public async Task<OwnDatabase?> FindAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (databases.All.Count == 0)
        {
            return null;
        }

        await using var command = home.Source.CreateCommand("select database_name from portal.tenant where id = $1");
        command.Parameters.Add(new() { Value = tenant.Value });
        return await command.ExecuteScalarAsync(cancellationToken) is string name ? databases.Get(name) : null;
    }
}
