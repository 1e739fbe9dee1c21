using Npgsql;
using Portal.IsolationTests.Schema;

namespace Portal.IsolationTests.Boundary;

/// <summary>Every tenant table, every way to a foreign row, as the role that serves tenants.</summary>
public sealed class RowLevelSecurityTests(TwoTenants tenants) : IClassFixture<TwoTenants>
{
    [Fact]
    public Task Select_WithATenantBound_SeesItsRowsOnly() => ForEveryTableAsync(async (connection, table) =>
    {
        (await ScalarAsync(connection, $"select count(*) from {table}")).ShouldBe(1L, table);
        (await ScalarAsync(connection, $"select count(*) from {table} where tenant_id = '{tenants.Other}'")).ShouldBe(0L, table);
    });

    [Fact]
    public Task Select_WithNoTenantBound_SeesNothing() => ForEveryTableAsync(
        async (connection, table) => (await ScalarAsync(connection, $"select count(*) from {table}")).ShouldBe(0L, table), bind: false);

    [Fact]
    public Task Insert_OfAForeignRow_IsRefused() => ForEveryTableAsync(async (connection, table) =>
        await RefusedAsync(connection, await InsertAsync(table, tenants.Other), table));

    [Fact]
    public Task Insert_WithNoTenantBound_IsRefused() => ForEveryTableAsync(
        async (connection, table) => await RefusedAsync(connection, await InsertAsync(table, tenants.Mine), table), bind: false);

    [Fact]
    public Task Update_OfAForeignRow_FindsNoneOrIsNotGranted() => ForEveryTableAsync(async (connection, table) =>
        await TouchesNoneAsync(connection, $"update {table} set tenant_id = tenant_id where tenant_id = '{tenants.Other}'", table));

    [Fact]
    public Task Update_OfTheTenantItself_IsRefused() => ForEveryTableAsync(async (connection, table) =>
        await RefusedAsync(connection, $"update {table} set tenant_id = '{tenants.Other}'", table));

    [Fact]
    public Task Delete_OfForeignRows_FindsNoneOrIsNotGranted() => ForEveryTableAsync(async (connection, table) =>
        await TouchesNoneAsync(connection, $"delete from {table} where tenant_id = '{tenants.Other}'", table));

    [Fact]
    public Task Truncate_OfATenantTable_IsNotGranted() => ForEveryTableAsync(async (connection, table) =>
        await RefusedAsync(connection, $"truncate {table}", table));

    [Fact]
    public Task Copy_IntoATenantTable_IsRefused() => ForEveryTableAsync(async (connection, table) =>
        await RefusedAsync(connection, $"copy {table} from '/dev/null'", table));

    [Fact]
    public Task RowSecurity_SwitchedOff_IsAnErrorRatherThanABypass() => ForEveryTableAsync(async (connection, table) =>
    {
        await ScalarAsync(connection, "select set_config('row_security', 'off', true)");
        await RefusedAsync(connection, $"select count(*) from {table}", table);
    });

    [Fact]
    public async Task Binding_OfOneTransaction_LeavesNothingForTheNext()
    {
        for (var i = 0; i < 200; i++)
        {
            var tenant = i % 2 == 0 ? tenants.Mine : tenants.Other;
            await using var connection = await tenants.App.OpenConnectionAsync(TestContext.Current.CancellationToken);
            (await ScalarAsync(connection, "select count(*) from portal.member")).ShouldBe(0L, "a binding outlived its transaction");
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await ScalarAsync(connection, $"select set_config('app.tenant', '{tenant}', true)");
            (await ScalarAsync(connection, $"select count(*) from portal.member where tenant_id = '{tenant}'")).ShouldBe(1L);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }
    }

    private async Task ForEveryTableAsync(Func<NpgsqlConnection, string, Task> check, bool bind = true)
    {
        foreach (var table in await SchemaCatalog.TenantTablesAsync(tenants.Superuser))
        {
            await using var connection = await tenants.App.OpenConnectionAsync(TestContext.Current.CancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            if (bind)
            {
                await ScalarAsync(connection, $"select set_config('app.tenant', '{tenants.Mine}', true)");
            }

            await check(connection, table);
        }
    }

    private async Task<string> InsertAsync(string table, Guid tenant)
    {
        var columns = await RowFilling.ColumnsAsync(tenants.Superuser, table);
        return $"insert into {table} ({string.Join(", ", columns.Select(c => c.Name))}) values "
            + $"({string.Join(", ", columns.Select(c => c.Name == "tenant_id" ? $"'{tenant}'" : c.Value("new")))})";
    }

    private static async Task RefusedAsync(NpgsqlConnection connection, string sql, string table)
    {
        var refused = await Should.ThrowAsync<PostgresException>(() => ScalarAsync(connection, sql), table);
        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, $"{table}: {refused.MessageText}");
    }

    private static async Task TouchesNoneAsync(NpgsqlConnection connection, string sql, string table)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        try
        {
            (await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)).ShouldBe(0, table);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // Not granted at all is as good as none found.
        }
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
