using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy;

/// <summary>The tables' side of counting requests by the minute.</summary>
public sealed class RequestCounts(OwnDatabases databases)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Adds what one process counted, all tenants of a database in one statement, and forgets what is older than a day.</summary>
    public async Task AddAsync(IReadOnlyList<RequestCount> counts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(counts);
        foreach (var database in databases.Platforms)
        {
            await AddAsync(database, counts, now, cancellationToken);
        }
    }

    private static async Task AddAsync(PlatformDatabase database, IReadOnlyList<RequestCount> counts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var insert = database.Source.CreateCommand(
            """
            with aged as (delete from portal.request_count where minute < $5)
            insert into portal.request_count as c (tenant_id, minute, requests, limited)
            select n.tenant_id, n.minute, n.requests, n.limited
            from unnest($1, $2, $3, $4) n (tenant_id, minute, requests, limited) join portal.tenant t on t.id = n.tenant_id
            -- Where it lives, and not while it moves: the lock that its units of work wait at.
            where t.database_name is null and t.state <> 'deleted' and pg_try_advisory_xact_lock_shared(hashtextextended(t.id::text, 0))
            order by 1, 2
            on conflict (tenant_id, minute) do update set requests = c.requests + excluded.requests, limited = c.limited + excluded.limited
            """);
        foreach (var value in (object[])
                 [
                     counts.Select(count => count.Tenant.Value).ToArray(), counts.Select(count => count.Minute).ToArray(),
                     counts.Select(count => count.Requests).ToArray(), counts.Select(count => count.Limited).ToArray(), now - Kept,
                 ])
        {
            insert.Parameters.Add(new() { Value = value });
        }

        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The minutes of the bound tenant since a time, oldest first; minutes without requests are left out.</summary>
    public static async Task<IReadOnlyList<RequestCount>> ReadAsync(TenantUnitOfWork work, DateTimeOffset since, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        await using var select = work.Command("select minute, requests, limited from portal.request_count where tenant_id = $1 and minute >= $2 order by minute");
        select.Parameters.Add(new() { Value = work.Tenant.Value });
        select.Parameters.Add(new() { Value = since });
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        var counts = new List<RequestCount>();
        while (await row.ReadAsync(cancellationToken))
        {
            counts.Add(new(work.Tenant, row.GetFieldValue<DateTimeOffset>(0), row.GetInt64(1), row.GetInt64(2)));
        }

        return counts;
    }
}
