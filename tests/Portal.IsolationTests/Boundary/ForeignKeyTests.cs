using Npgsql;

namespace Portal.IsolationTests.Boundary;

/// <summary>No row can point at another tenant's row, even written by who may write both.</summary>
public sealed class ForeignKeyTests(TwoTenants tenants) : IClassFixture<TwoTenants>
{
    [Fact]
    public async Task References_ToAForeignRow_AreRefusedByEveryForeignKey()
    {
        await using var connection = await tenants.Superuser.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var checkedKeys = 0;
        foreach (var (table, columns, target, targetColumns) in await KeysAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            var assignments = columns.Zip(targetColumns).Where(pair => pair.First != "tenant_id")
                .Select(pair => $"{pair.First} = (select {pair.Second} from {target} where tenant_id = '{tenants.Other}' limit 1)");
            await ExecuteAsync(connection, $"alter table {table} disable trigger user");
            var refused = await Should.ThrowAsync<PostgresException>(
                () => ExecuteAsync(connection, $"update {table} set {string.Join(", ", assignments)} where tenant_id = '{tenants.Mine}'"), $"{table} → {target}");
            refused.SqlState.ShouldBe(PostgresErrorCodes.ForeignKeyViolation, $"{table} → {target}");
            checkedKeys++;
        }

        checkedKeys.ShouldBeGreaterThan(5);
    }

    private async Task<List<(string Table, string[] Columns, string Target, string[] TargetColumns)>> KeysAsync()
    {
        await using var command = tenants.Superuser.CreateCommand(
            """
            select k.conrelid::regclass::text, k.confrelid::regclass::text,
                array(select a.attname::text from unnest(k.conkey) with ordinality u(n, o) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n order by o),
                array(select a.attname::text from unnest(k.confkey) with ordinality u(n, o) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n order by o)
            from pg_constraint k
            join pg_attribute t on t.attrelid = k.confrelid and t.attname = 'tenant_id' and t.attnotnull
            where k.contype = 'f' and k.connamespace = 'portal'::regnamespace
            """);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var keys = new List<(string, string[], string, string[])>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            keys.Add((reader.GetString(0), reader.GetFieldValue<string[]>(2), reader.GetString(1), reader.GetFieldValue<string[]>(3)));
        }

        return keys;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
