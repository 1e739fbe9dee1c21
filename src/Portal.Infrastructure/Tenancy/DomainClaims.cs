using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy;

/// <summary>Gives up names that a tenant proved. Claims are in the database that all share, wherever the tenant's rows live.</summary>
public static class DomainClaims
{
    public static Task ReleaseAsync(PlatformDatabase shared, TenantId tenant, string host, CancellationToken cancellationToken) =>
        RunAsync(shared, "delete from portal.domain_claim where owner_id = $1 and host = $2", cancellationToken, tenant.Value, host);

    public static Task ReleaseAllAsync(PlatformDatabase shared, TenantId tenant, CancellationToken cancellationToken) =>
        RunAsync(shared, "delete from portal.domain_claim where owner_id = $1", cancellationToken, tenant.Value);

    private static async Task RunAsync(PlatformDatabase shared, string sql, CancellationToken cancellationToken, params object[] values)
    {
        ArgumentNullException.ThrowIfNull(shared);
        await using var delete = shared.Source.CreateCommand(sql);
        delete.With(values);

        await delete.ExecuteNonQueryAsync(cancellationToken);
    }
}
