using Npgsql;

namespace Portal.Infrastructure.Tests.Tenancy.Export;

/// <summary>What the catalog says of a tenant table, as far as random rows need it.</summary>
internal sealed record TableShape(string Name, IReadOnlyList<TableShape.Column> Columns, IReadOnlyList<TableShape.Key> ForeignKeys)
{
    /// <summary>All tenant tables.</summary>
    public static async Task<List<TableShape>> ReadAsync(NpgsqlDataSource superuser)
    {
        var shapes = new List<TableShape>();
        foreach (var name in await ListAsync(superuser,
            """
            select c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull
            where c.relnamespace = 'portal'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
            """, r => r.GetString(0)))
        {
            var columns = await ListAsync(superuser,
                $"""
                select a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                    coalesce((select string_agg(concat_ws(' ', pg_get_constraintdef(k.oid), f.prosrc), ' ') from pg_constraint k
                              left join pg_depend d on d.classid = 'pg_constraint'::regclass and d.objid = k.oid and d.refclassid = 'pg_proc'::regclass
                              left join pg_proc f on f.oid = d.refobjid
                              where k.conrelid = a.attrelid and k.contype = 'c' and a.attnum = any (k.conkey)), '')
                from pg_attribute a where a.attrelid = 'portal.{name}'::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum
                """, r => new Column(r.GetString(0), r.GetString(1), r.GetBoolean(2), r.GetString(3)));
            var keys = await ListAsync(superuser,
                $"""
                select k.confrelid::regclass::text,
                    array(select a.attname::text from unnest(k.conkey) with ordinality u(n, o) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n order by u.o),
                    array(select a.attname::text from unnest(k.confkey) with ordinality u(n, o) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n order by u.o)
                from pg_constraint k where k.conrelid = 'portal.{name}'::regclass and k.contype = 'f' and k.confrelid <> 'portal.tenant'::regclass
                """, r => new Key(r.GetString(0)["portal.".Length..], r.GetFieldValue<string[]>(1), r.GetFieldValue<string[]>(2)));
            shapes.Add(new(name, columns, keys));
        }

        return shapes;
    }

    private static async Task<List<T>> ListAsync<T>(NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<T>();
        while (await reader.ReadAsync())
        {
            found.Add(read(reader));
        }

        return found;
    }

    internal sealed record Column(string Name, string Type, bool IsRequired, string Checks);

    internal sealed record Key(string Parent, string[] Columns, string[] ParentColumns);
}
