using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy;

/// <summary>Quotas inside a unit of work. Counting and refusing are the database's; this turns them into values, records and words.</summary>
public static class QuotaUnitOfWork
{
    /// <summary>Every limit of the tenant with what is used of it; <see cref="QuotaResource.ApiRequestsPerMinute"/> by its busiest minute of the last hour.</summary>
    public static async Task<IReadOnlyList<Quota>> ReadQuotasAsync(this TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        await using var select = work.Command(
            """
            select d.resource, coalesce(o.limit_value, d.limit_value), coalesce(u.used, 0), o.limit_value is not null
            from portal.quota_default d
            left join portal.quota_override o on o.tenant_id = $1 and o.resource = d.resource
            left join quota_usage u on u.tenant_id = $1 and u.resource = d.resource
            """);
        select.Parameters.Add(new() { Value = work.Tenant.Value });
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        var quotas = new List<Quota>();
        while (await row.ReadAsync(cancellationToken))
        {
            quotas.Add(new(QuotaNames.Read(row.GetString(0)), row.GetInt64(1), row.GetInt64(2), row.GetBoolean(3)));
        }

        return [.. quotas.OrderBy(quota => quota.Resource)];
    }

    /// <summary>Saves what was changed so far. The unit of work cannot go on after a refusal.</summary>
    /// <returns>The refusal of what would go beyond a limit; null when all is saved.</returns>
    public static async Task<QuotaExceeded?> SaveWithinQuotasAsync(this TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            await work.Db.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateException refused) when (QuotaRefusal.Find(refused) is not null)
        {
            return QuotaRefusal.Find(refused);
        }
    }

    /// <summary>Saves and commits. Where four fifths of a limit were passed, the audit log says so and open pages are told.</summary>
    /// <returns>The refusal of what would go beyond a limit; null when all is committed.</returns>
    public static async Task<QuotaExceeded?> CommitWithinQuotasAsync(this TenantUnitOfWork work, Caller caller, CancellationToken cancellationToken)
    {
        if (await work.SaveWithinQuotasAsync(cancellationToken) is { } exceeded)
        {
            return exceeded;
        }

        await WarnAsync(work, caller, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return null;
    }

    // now() is when the transaction began: finds what was passed by it, and by no other.
    private static async Task WarnAsync(TenantUnitOfWork work, Caller caller, CancellationToken cancellationToken)
    {
        await using var select = work.Command("select resource, used from quota_usage where tenant_id = $1 and warned_at = now() order by resource");
        select.Parameters.Add(new() { Value = work.Tenant.Value });
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var words = QuotaWords.Of(QuotaNames.Read(row.GetString(0)));
            work.Audit(caller, new("quota.warning", "quota", row.GetString(0), words, new Dictionary<string, string> { ["used"] = $"{row.GetInt64(1)}" }));
            work.Publish(Topic.Quota, row.GetString(0));
        }
    }
}
