using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy.Data;

namespace Portal.Infrastructure.Tenancy;

/// <summary>Limits that were agreed with one tenant, inside a platform unit of work. They hold where the tenant lives; the shared database has a copy.</summary>
public static class QuotaOverrides
{
    /// <returns>Whether it was otherwise before.</returns>
    public static async Task<bool> AgreeAsync(TenantUnitOfWork work, QuotaResource resource, long limit, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return await Statements.CountAsync(
            work,
            """
            with agreed as (
                insert into portal.quota_override as o (tenant_id, resource, limit_value, reason, changed_at) values ($1, $2, $3, $4, $5)
                on conflict (tenant_id, resource) do update set limit_value = excluded.limit_value, reason = excluded.reason, changed_at = excluded.changed_at
                where (o.limit_value, o.reason) is distinct from (excluded.limit_value, excluded.reason) returning 1)
            select count(*) from agreed
            """,
            cancellationToken,
            work.Tenant.Value,
            QuotaNames.Write(resource),
            limit,
            reason,
            work.Now) == 1;
    }

    /// <returns>Whether there was one.</returns>
    public static async Task<bool> WithdrawAsync(TenantUnitOfWork work, QuotaResource resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return await Statements.CountAsync(
            work,
            "with withdrawn as (delete from portal.quota_override where tenant_id = $1 and resource = $2 returning 1) select count(*) from withdrawn",
            cancellationToken,
            work.Tenant.Value,
            QuotaNames.Write(resource)) == 1;
    }
}
