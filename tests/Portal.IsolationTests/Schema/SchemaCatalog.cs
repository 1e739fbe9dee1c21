using Npgsql;

namespace Portal.IsolationTests.Schema;

/// <summary>What the database itself says about its tables: the tests read it, so a new table is covered without a new test.</summary>
internal static class SchemaCatalog
{
    /// <summary>Tables with a tenant_id that is not null, partitions included.</summary>
    public static async Task<List<string>> TenantTablesAsync(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        return await NamesAsync(
            connection,
            """
            select format('%I.%I', n.nspname, c.relname) from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
            where n.nspname = 'portal' and c.relkind in ('r', 'p') and a.attnotnull
            order by 1
            """);
    }

    /// <summary>The first column of what a query answers.</summary>
    public static async Task<List<string>> NamesAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var names = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
