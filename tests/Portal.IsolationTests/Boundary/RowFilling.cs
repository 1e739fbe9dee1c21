using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Portal.IsolationTests.Schema;

namespace Portal.IsolationTests.Boundary;

/// <summary>Writes one valid-looking row into every tenant table, knowing nothing of the tables but what the catalog says.</summary>
internal static partial class RowFilling
{
    public static async Task FillAsync(NpgsqlDataSource superuser, Guid tenant, string slug)
    {
        await using var connection = await superuser.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        // Foreign keys and triggers are not what is under test here, and rows of unrelated tables need not agree.
        await ExecuteAsync(connection, "set local session_replication_role = replica");
        await ExecuteAsync(connection, $"insert into portal.tenant values ('{tenant}', '{slug}-tenant', '{slug}', 'active', 'tenant-{slug}', now(), now())");
        foreach (var table in await SchemaCatalog.TenantTablesAsync(superuser))
        {
            var columns = await ColumnsAsync(superuser, table);
            var names = string.Join(", ", columns.Select(c => c.Name));
            var values = string.Join(", ", columns.Select(c => c.Name == "tenant_id" ? $"'{tenant}'" : c.Value(slug)));
            await ExecuteAsync(connection, $"insert into {table} ({names}) values ({values})");
        }

        await transaction.CommitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The columns that must have a value, with one that its checks allow.</summary>
    public static async Task<List<Column>> ColumnsAsync(NpgsqlDataSource superuser, string table)
    {
        await using var command = superuser.CreateCommand(
            """
            select quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
                coalesce((select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint k
                          where k.conrelid = a.attrelid and k.contype = 'c' and a.attnum = any (k.conkey)), '')
            from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attnotnull order by a.attnum
            """);
        command.Parameters.Add(new() { Value = table });
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var columns = new List<Column>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            columns.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        return columns;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("'(?<word>[^']+)'::text", RegexOptions.ExplicitCapture)]
    private static partial Regex QuotedWord();

    internal sealed record Column(string Name, string Type, string Checks)
    {
        public string Value(string slug) => Type switch
        {
            "uuid" => $"'{Guid.CreateVersion7()}'",
            "text" when Checks.Contains("[A-Z]{3}", StringComparison.Ordinal) => "'EUR'",
            "text" when Checks.Contains("ANY (ARRAY", StringComparison.Ordinal) => $"'{QuotedWord().Match(Checks).Groups["word"].Value}'",
            "text" => $"'{slug} {Name.Trim('"')}'",
            "bytea" => $"'\\x{Convert.ToHexString(Guid.NewGuid().ToByteArray())}'",
            "jsonb" => "'{}'",
            "boolean" => "true",
            "timestamp with time zone" => "now()",
            "integer" or "bigint" or "double precision" => 1.ToString(CultureInfo.InvariantCulture),
            _ => throw new NotSupportedException($"No value is known for {Type}: teach this test one."),
        };
    }
}
