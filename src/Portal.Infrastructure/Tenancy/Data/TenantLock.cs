using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Data;

/// <summary>The lock that every unit of work of a tenant shares (<c>portal.bind_tenant</c>), taken alone: no other runs until this transaction ends.</summary>
internal static class TenantLock
{
    public static Task TakeAsync(TenantUnitOfWork work, CancellationToken cancellationToken) =>
        Statements.RunAsync(work, "select pg_advisory_xact_lock(hashtextextended($1::text, 0))", cancellationToken, work.Tenant.Value.ToString());
}
