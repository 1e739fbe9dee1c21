using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Data;

/// <summary>
/// Brings a tenant's row from its own database, where it counts, to the shared one, which finds and lists tenants by it. Whether a tenant is served is
/// decided by the row that counts, when a unit of work binds it; the copy may be seconds old. The platform's log of the tenant comes along: it has to
/// outlive that database; and so do the limits agreed with it, by which its requests are counted.
/// </summary>
public static class TenantMirror
{
    // Who limits requests reads the shared database.
    private const string Overrides =
        """
        with elsewhere as (select id from portal.tenant where id = $1 and database_name is not null for share),
            agreed as (select o.* from jsonb_populate_recordset(null::portal.quota_override, $2::jsonb) o join elsewhere e on e.id = o.tenant_id),
            withdrawn as (delete from portal.quota_override o using elsewhere e
                where o.tenant_id = e.id and not exists (select from agreed a where a.resource = o.resource))
        insert into portal.quota_override as o select * from agreed
        on conflict (tenant_id, resource) do update set limit_value = excluded.limit_value, reason = excluded.reason, changed_at = excluded.changed_at
        where o.changed_at <= excluded.changed_at and o is distinct from excluded
        """;

    public static async Task BringAsync(PlatformDatabase own, PlatformDatabase home, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(home);
        await using var read = own.Source.CreateCommand(
            """
            select to_jsonb(t)::text, t.id, (select coalesce(jsonb_agg(to_jsonb(o)), '[]') from portal.quota_override o where o.tenant_id = t.id)::text
            from portal.tenant t
            """);
        await using var rows = await read.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            await using var mirror = home.Source.CreateCommand("select portal.mirror_tenant($1::jsonb)");
            mirror.Parameters.Add(new() { Value = rows.GetString(0) });
            await mirror.ExecuteNonQueryAsync(cancellationToken);
            await using var agree = home.Source.CreateCommand(Overrides);
            agree.Parameters.Add(new() { Value = rows.GetGuid(1) });
            agree.Parameters.Add(new() { Value = rows.GetString(2) });
            await agree.ExecuteNonQueryAsync(cancellationToken);
        }

        await rows.DisposeAsync();
        await using var log = own.Source.CreateCommand(PlatformRecords.Read);
        await using var take = home.Source.CreateCommand(PlatformRecords.Take);
        take.Parameters.Add(new() { Value = (string)(await log.ExecuteScalarAsync(cancellationToken))! });
        await take.ExecuteNonQueryAsync(cancellationToken);
    }
}
