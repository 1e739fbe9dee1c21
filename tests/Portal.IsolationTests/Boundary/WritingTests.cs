using Npgsql;

namespace Portal.IsolationTests.Boundary;

/// <summary>Every way to write, change or remove a foreign row, on every tenant table.</summary>
public sealed class WritingTests(TwoTenants tenants) : BoundaryTest(tenants)
{
    [Theory]
    [MemberData(nameof(BoundOrNot))]
    public Task Insert_OfAForeignRow_IsRefused(bool bound) => ForEveryTableAsync(
        async (connection, table) => await RefusedAsync(connection, await InsertAsync(connection, table, Tenants.Other), table), bound);

    [Fact]
    public Task Insert_WithNoTenantBound_IsRefused() => ForEveryTableAsync(
        async (connection, table) => await RefusedAsync(connection, await InsertAsync(connection, table, Tenants.Mine), table), bound: false);

    [Theory]
    [InlineData(true, "do nothing")]
    [InlineData(false, "do nothing")]
    [InlineData(true, "on constraint {0} do update set tenant_id = excluded.tenant_id")]
    [InlineData(false, "on constraint {0} do update set tenant_id = excluded.tenant_id")]
    public Task InsertOnConflict_WithAForeignRow_IsRefusedWhetherOrNotItIsThere(bool bound, string action) => ForEveryTableAsync(async (connection, table) =>
    {
        var key = (string)(await ScalarAsync(connection, $"select conname::text from pg_constraint where conrelid = '{table}'::regclass and contype = 'p'"))!;
        var row = (string)(await SuperuserScalarAsync($"select coalesce((select to_jsonb(t)::text from {table} t where tenant_id = '{Tenants.Other}'), '')"))!;
        var there = row.Length == 0 ? null : $"insert into {table} select * from jsonb_populate_record(null::{table}, '{row}') on conflict {string.Format(null, action, key)}";
        var notThere = await InsertAsync(connection, table, Tenants.Other) + " on conflict " + string.Format(null, action, key);
        foreach (var statement in new[] { there, notThere }.OfType<string>())
        {
            await AffectedAsync(connection, "savepoint attempt");
            await RefusedAsync(connection, statement, table);
            await AffectedAsync(connection, "rollback to savepoint attempt");
        }
    }, bound);

    [Theory]
    [MemberData(nameof(BoundOrNot))]
    public Task Update_OfAForeignRow_FindsNone(bool bound) => ForEveryTableAsync((connection, table) =>
        TouchesNoneAsync(connection, "update", $"update {table} set tenant_id = tenant_id where tenant_id = '{Tenants.Other}'", table), bound);

    [Fact]
    public Task Update_OfTheTenantItself_IsRefused() => ForEveryTableAsync(
        (connection, table) => RefusedAsync(connection, $"update {table} set tenant_id = '{Tenants.Other}'", table), bound: true);

    [Theory]
    [MemberData(nameof(BoundOrNot))]
    public Task Update_ThatReadsAForeignRowAlongside_FindsNone(bool bound) => ForEveryTableAsync((connection, table) =>
        TouchesNoneAsync(connection, "update", $"update {table} t set tenant_id = t.tenant_id from portal.member m where m.tenant_id = '{Tenants.Other}'", table), bound);

    [Theory]
    [MemberData(nameof(BoundOrNot))]
    public Task Delete_OfForeignRows_FindsNone(bool bound) => ForEveryTableAsync((connection, table) =>
        TouchesNoneAsync(connection, "delete", $"delete from {table} where tenant_id = '{Tenants.Other}'", table), bound);

    [Fact]
    public Task Truncate_OfATenantTable_IsNotGranted() => ForEveryTableAsync(
        (connection, table) => RefusedAsync(connection, $"truncate {table}", table), bound: true);

    [Theory]
    [MemberData(nameof(BoundOrNot))]
    public Task CopyFrom_IntoATenantTable_IsRefused(bool bound) => ForEveryTableAsync(async (connection, table) =>
    {
        var expected = await MayAsync(connection, table, "insert") ? PostgresErrorCodes.FeatureNotSupported : PostgresErrorCodes.InsufficientPrivilege;
        var refused = await Should.ThrowAsync<PostgresException>(
            () => connection.BeginBinaryImportAsync($"copy {table} (tenant_id) from stdin (format binary)", TestContext.Current.CancellationToken), table);
        refused.SqlState.ShouldBe(expected, $"{table}: {refused.MessageText}");
    }, bound);

    private static async Task<string> InsertAsync(NpgsqlConnection connection, string table, Guid tenant) => RowFilling.Statement(
        table, (await RowFilling.ColumnsAsync(connection, table)).Where(c => c.Required).ToDictionary(c => c.Name, c => c.Name == "tenant_id" ? $"'{tenant}'" : c.Candidates("new")[0], StringComparer.Ordinal));

    private async Task<object?> SuperuserScalarAsync(string sql)
    {
        await using var connection = await Tenants.Superuser.OpenConnectionAsync(TestContext.Current.CancellationToken);
        return await ScalarAsync(connection, sql);
    }
}
