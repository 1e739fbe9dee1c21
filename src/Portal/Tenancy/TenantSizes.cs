using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Tenancy;

/// <summary>How large a tenant is and when something last happened in it. Read with it bound, so that staff's pages need no way across tenants.</summary>
internal sealed class TenantSizes(TenantUnitOfWorks units)
{
    public async Task<PlatformTenantItem> AddAsync(PlatformTenantItem item, CancellationToken cancellationToken)
    {
        _ = TenantId.TryParse(item.Id, out var tenant);
        await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
        await using var select = work.Command(
            """
            select coalesce((select used from quota_usage where tenant_id = $1 and resource = 'members'), 0),
                coalesce((select used from quota_usage where tenant_id = $1 and resource = 'plugins'), 0),
                coalesce((select used from quota_usage where tenant_id = $1 and resource = 'storage_bytes'), 0),
                coalesce((select max(occurred_at) from audit_pending_record where tenant_id = $1),
                    (select occurred_at from audit_record where tenant_id = $1 order by sequence desc limit 1))
            """);
        select.Parameters.Add(new() { Value = tenant.Value });
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return item with
        {
            Members = row.GetInt64(0),
            Plugins = row.GetInt64(1),
            StorageBytes = row.GetInt64(2),
            LastActivityAt = row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3),
        };
    }
}
