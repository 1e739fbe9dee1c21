using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;

namespace Portal.Tenancy;

/// <summary>A tenant's limits for staff, inside a unit of work of the tenant.</summary>
internal static class PlatformQuotas
{
    public static async Task<IReadOnlyList<PlatformQuota>> ReadAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        var busiest = (await RequestCounts.ReadAsync(work, work.Now.AddHours(-1), cancellationToken)).Select(minute => minute.Requests - minute.Limited).DefaultIfEmpty(0).Max();
        await using var select = work.Command(
            """
            select d.resource, coalesce(o.limit_value, d.limit_value), coalesce(u.used, 0), d.limit_value, o.reason, o.changed_at
            from portal.quota_default d
            left join portal.quota_override o on o.tenant_id = $1 and o.resource = d.resource
            left join quota_usage u on u.tenant_id = $1 and u.resource = d.resource
            """);
        select.Parameters.Add(new() { Value = work.Tenant.Value });
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        var found = new List<(QuotaResource Resource, PlatformQuota Quota)>();
        while (await row.ReadAsync(cancellationToken))
        {
            var resource = QuotaNames.Read(row.GetString(0));
            found.Add((resource, new(
                resource.ToString(), row.GetInt64(1), resource == QuotaResource.ApiRequestsPerMinute ? busiest : row.GetInt64(2), row.GetInt64(3),
                row.IsDBNull(4) ? null : row.GetString(4), row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5))));
        }

        return [.. found.OrderBy(quota => quota.Resource).Select(quota => quota.Quota)];
    }
}
