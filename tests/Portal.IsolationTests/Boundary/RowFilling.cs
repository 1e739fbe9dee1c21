using Npgsql;
using Portal.IsolationTests.Schema;

namespace Portal.IsolationTests.Boundary;

/// <summary>Writes valid-looking rows into tenant tables, knowing nothing of them but what the catalog says.</summary>
internal static class RowFilling
{
    /// <summary>A tenant and one row of it in every tenant table, past every policy, trigger and foreign key.</summary>
    public static async Task FillAsync(NpgsqlDataSource superuser, Guid tenant, string slug)
    {
        await using var connection = await superuser.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        // Foreign keys and triggers are not what is under test here, and rows of unrelated tables need not agree.
        await ExecuteAsync(connection, "set local session_replication_role = replica");
        await InsertAsync(connection, "portal.tenant", slug, required: true, new()
        {
            ["id"] = $"'{tenant}'",
            ["slug"] = $"'{slug}-tenant'",
            ["name"] = $"'{slug}'",
            ["state"] = "'active'",
            ["namespace"] = $"'tenant-{slug}'",
        });
        foreach (var table in await SchemaCatalog.TenantTablesAsync(superuser))
        {
            if (!await IsPartitionAsync(connection, table))
            {
                await InsertAsync(connection, table, slug, required: true, new() { ["tenant_id"] = $"'{tenant}'" });
            }
        }

        await transaction.CommitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Inserts a row whose checks hold: a value that a check refuses gives way to the next candidate.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="table">Which table.</param>
    /// <param name="slug">Becomes part of texts.</param>
    /// <param name="required">Only the columns that must have a value; else all.</param>
    /// <param name="given">Literals by column that are not to be chosen.</param>
    /// <returns>The literals by column.</returns>
    public static async Task<Dictionary<string, string>> InsertAsync(NpgsqlConnection connection, string table, string slug, bool required, Dictionary<string, string> given)
    {
        var columns = (await ColumnsAsync(connection, table)).Where(c => c.Required || !required || given.ContainsKey(c.Name)).ToList();
        var candidates = columns.ToDictionary(c => c.Name, c => given.TryGetValue(c.Name, out var literal) ? [literal] : c.Candidates(slug), StringComparer.Ordinal);
        var chosen = columns.ToDictionary(c => c.Name, _ => 0, StringComparer.Ordinal);
        for (var attempt = 0; attempt < 5000; attempt++)
        {
            var values = chosen.ToDictionary(c => c.Key, c => candidates[c.Key][c.Value], StringComparer.Ordinal);
            try
            {
                await ExecuteAsync(connection, "savepoint attempt");
                await ExecuteAsync(connection, Statement(table, values));
                return values;
            }
            catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.CheckViolation)
            {
                await ExecuteAsync(connection, "rollback to savepoint attempt");
                var names = await SchemaCatalog.NamesAsync(connection, $"select quote_ident(a.attname) from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey) where k.conrelid = '{table}'::regclass and k.conname = '{refused.ConstraintName}'");
                Advance(chosen, candidates, names.Where(chosen.ContainsKey));
            }
        }

        throw new NotSupportedException($"No row satisfies the checks of {table}: teach {nameof(Column)} better values.");
    }

    public static string Statement(string table, IReadOnlyDictionary<string, string> values) =>
        $"insert into {table} ({string.Join(", ", values.Keys)}) values ({string.Join(", ", values.Values)})";

    public static async Task<List<Column>> ColumnsAsync(NpgsqlConnection connection, string table)
    {
        await using var command = new NpgsqlCommand(
            """
            select quote_ident(a.attname), format_type(a.atttypid, null), a.attnotnull,
                coalesce((select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint k
                          where k.conrelid = a.attrelid and k.contype = 'c' and a.attnum = any (k.conkey)), '')
            from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum
            """, connection) { Parameters = { new() { Value = table } } };
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var columns = new List<Column>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            columns.Add(new(reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.GetString(3)));
        }

        return columns;
    }

    // Counts through the combinations, the first column's values quickest.
    private static void Advance(Dictionary<string, int> chosen, Dictionary<string, IReadOnlyList<string>> candidates, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            chosen[name] = (chosen[name] + 1) % candidates[name].Count;
            if (chosen[name] != 0)
            {
                return;
            }
        }
    }

    private static async Task<bool> IsPartitionAsync(NpgsqlConnection connection, string table) =>
        (await SchemaCatalog.NamesAsync(connection, $"select relname::text from pg_class where oid = '{table}'::regclass and relispartition")).Count > 0;

    private static Task ExecuteAsync(NpgsqlConnection connection, string sql) => Sql.ExecuteAsync(connection, sql, TestContext.Current.CancellationToken);
}
