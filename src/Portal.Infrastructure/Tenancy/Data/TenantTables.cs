using Npgsql;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Data;

/// <summary>
/// The tables of tenants, read from the catalog, so that whoever moves, exports or removes a whole tenant misses no new table.
/// Rows are removed with <c>portal.remove_tenant_rows(table)</c> and moved with <c>portal.move_tenant_rows(source, target)</c>, which portal_platform
/// may call with the tenant bound, and which alone may take rows out of append-only tables.
/// </summary>
public static class TenantTables
{
    private const string Sql =
        """
        with recursive owned as (
            select c.oid, c.relname::text as name,
                exists (select from pg_policy p where p.polrelid = c.oid and 'portal_platform'::regrole::oid = any (p.polroles)) as platform_read
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull
            where c.relnamespace = 'portal'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition),
        referenced as (
            select k.conrelid as child, k.confrelid as parent from pg_constraint k
            where k.contype = 'f' and k.conrelid <> k.confrelid and k.conrelid in (select oid from owned) and k.confrelid in (select oid from owned)),
        placed as (
            select oid, 0 as depth from owned
            union
            select r.child, p.depth + 1 from placed p join referenced r on r.parent = p.oid)
        select o.name, o.platform_read,
            array(select a.attname::text from pg_attribute a where a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped order by a.attnum),
            array(select format_type(a.atttypid, a.atttypmod) from pg_attribute a where a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped order by a.attnum),
            array(select a.attnotnull from pg_attribute a where a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped order by a.attnum),
            array(select a.atthasdef from pg_attribute a where a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped order by a.attnum),
            array(select a.attname::text from pg_index i cross join unnest(i.indkey) with ordinality k(attnum, position)
                join pg_attribute a on a.attrelid = o.oid and a.attnum = k.attnum where i.indrelid = o.oid and i.indisprimary order by k.position)
        from owned o order by (select max(depth) from placed p where p.oid = o.oid), o.name
        """;

    /// <summary>Parents before their children: the order to insert in; the reverse is the order to remove in.</summary>
    public static async Task<IReadOnlyList<TenantTable>> ReadAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        await using var command = work.Command(Sql);
        return await ReadAsync(command, cancellationToken);
    }

    internal static async Task<IReadOnlyList<TenantTable>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        return await ReadAsync(command, cancellationToken);
    }

    private static async Task<IReadOnlyList<TenantTable>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var tables = new List<TenantTable>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var names = reader.GetFieldValue<string[]>(2);
            var types = reader.GetFieldValue<string[]>(3);
            var required = reader.GetFieldValue<bool[]>(4);
            var defaults = reader.GetFieldValue<bool[]>(5);
            tables.Add(new(
                reader.GetString(0),
                [.. names.Select((name, i) => new TenantColumn(name, types[i], required[i], defaults[i]))],
                reader.GetFieldValue<string[]>(6),
                reader.GetBoolean(1)));
        }

        return tables;
    }
}
