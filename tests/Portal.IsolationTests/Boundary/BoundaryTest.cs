using Npgsql;
using Portal.IsolationTests.Schema;

namespace Portal.IsolationTests.Boundary;

/// <summary>Runs a check on every tenant table, as the role that serves tenants, each in a transaction of its own that is rolled back.</summary>
public abstract class BoundaryTest(TwoTenants tenants) : IClassFixture<TwoTenants>
{
    protected TwoTenants Tenants => tenants;

    /// <summary>Names of the cases: a tenant is bound, or none is.</summary>
    public static TheoryData<bool> BoundOrNot => [true, false];

    protected async Task ForEveryTableAsync(Func<NpgsqlConnection, string, Task> check, bool bound)
    {
        var tables = await SchemaCatalog.TenantTablesAsync(tenants.Superuser);
        tables.Count.ShouldBeGreaterThan(15);
        foreach (var table in tables)
        {
            await using var connection = await tenants.App.OpenConnectionAsync(TestContext.Current.CancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            if (bound)
            {
                await ScalarAsync(connection, $"select portal.bind_tenant('{tenants.Mine}')");
            }

            await check(connection, table);
        }
    }

    /// <summary>A query counts as many rows as it may see, or is refused where reading is not granted.</summary>
    protected static async Task CountsAsync(NpgsqlConnection connection, string count, long expected, string table)
    {
        if (await MayAsync(connection, table, "select"))
        {
            (await ScalarAsync(connection, count)).ShouldBe(expected, $"{table}: {count}");
        }
        else
        {
            await RefusedAsync(connection, count, table);
        }
    }

    /// <summary>Insufficient privilege: a policy's check, or a grant that is not there.</summary>
    protected static async Task RefusedAsync(NpgsqlConnection connection, string sql, string table, string state = PostgresErrorCodes.InsufficientPrivilege)
    {
        var refused = await Should.ThrowAsync<PostgresException>(() => ScalarAsync(connection, sql), $"{table}: {sql}");
        refused.SqlState.ShouldBe(state, $"{table}: {refused.MessageText}");
    }

    /// <summary>No row is changed; a command that is not granted at all is refused.</summary>
    protected static async Task TouchesNoneAsync(NpgsqlConnection connection, string privilege, string sql, string table)
    {
        if (await MayAsync(connection, table, privilege))
        {
            (await AffectedAsync(connection, sql)).ShouldBe(0, $"{table}: {sql}");
        }
        else
        {
            await RefusedAsync(connection, sql, table);
        }
    }

    protected static async Task<bool> MayAsync(NpgsqlConnection connection, string table, string privilege) =>
        (bool)(await ScalarAsync(connection, $"select has_table_privilege('{table}', '{privilege}')"))!;

    protected static async Task<int> AffectedAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    protected static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
