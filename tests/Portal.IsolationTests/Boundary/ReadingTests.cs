namespace Portal.IsolationTests.Boundary;

/// <summary>Every way to read a foreign row, on every tenant table.</summary>
public sealed class ReadingTests(TwoTenants tenants) : BoundaryTest(tenants)
{
    [Theory]
    [MemberData(nameof(BoundOrNot))]
    public Task Select_OfEverything_SeesOwnRowsOnly(bool bound) => ForEveryTableAsync(
        (connection, table) => CountsAsync(connection, $"select count(*) from {table}", bound ? 1 : 0, table), bound);

    [Theory]
    [MemberData(nameof(BoundOrNot))]
    public Task Select_OfAForeignRowByItsTenant_FindsNone(bool bound) => ForEveryTableAsync(
        (connection, table) => CountsAsync(connection, $"select count(*) from {table} where tenant_id = '{Tenants.Other}'", 0, table), bound);

    [Theory]
    [MemberData(nameof(BoundOrNot))]
    public Task Select_WithAPredicateThatLeaks_RunsItOnOwnRowsOnly(bool bound) => ForEveryTableAsync(async (connection, table) =>
    {
        // Not leakproof and cheap, so the planner would love to run it before the policy: it raises on the first foreign row it is shown.
        await AffectedAsync(connection, $"create function pg_temp.leak(tenant uuid) returns bool language plpgsql cost 0.0000001 as $$ begin if tenant = '{Tenants.Other}' then raise 'leaked'; end if; return true; end $$");
        await CountsAsync(connection, $"select count(*) from {table} where pg_temp.leak(tenant_id)", bound ? 1 : 0, table);
    }, bound);

    [Theory]
    [MemberData(nameof(BoundOrNot))]
    public Task CopyTo_OfATable_SendsOwnRowsOnly(bool bound) => ForEveryTableAsync(async (connection, table) =>
    {
        if (!await MayAsync(connection, table, "select"))
        {
            return;
        }

        using var copy = await connection.BeginTextExportAsync($"copy (select tenant_id from {table}) to stdout", TestContext.Current.CancellationToken);
        (await copy.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldNotContain(Tenants.Other.ToString(), Case.Insensitive, table);
    }, bound);

    [Theory]
    [MemberData(nameof(BoundOrNot))]
    public Task View_ThatRunsAsWhoAsks_ShowsOwnRowsOnly(bool bound) => ThroughAViewAsync("with (security_invoker = true)", bound);

    [Theory]
    [MemberData(nameof(BoundOrNot))]
    public Task View_ThatForgetsTo_ShowsOwnRowsOnlyBecauseItsOwnerIsUnderThePoliciesToo(bool bound) => ThroughAViewAsync("", bound);

    [Fact]
    public Task RowSecurity_SwitchedOff_IsAnErrorRatherThanABypass() => ForEveryTableAsync(async (connection, table) =>
    {
        await ScalarAsync(connection, "select set_config('row_security', 'off', true)");
        await RefusedAsync(connection, $"select count(*) from {table}", table);
    }, bound: true);

    [Fact]
    public async Task Statistics_OfTenantTables_AreHidden()
    {
        await using (var superuser = await Tenants.Superuser.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await AffectedAsync(superuser, "analyze");
            (await ScalarAsync(superuser, "select count(*) from pg_stats where tablename = 'member'")).ShouldNotBe(0L);
        }

        await ForEveryTableAsync(
            async (connection, table) => (await ScalarAsync(connection, $"select count(*) from pg_stats where format('%I.%I', schemaname, tablename) = '{table}'")).ShouldBe(0L, table), bound: true);
    }

    [Fact]
    public async Task Binding_OfOneTransaction_LeavesNothingForTheNext()
    {
        for (var i = 0; i < 200; i++)
        {
            var tenant = i % 2 == 0 ? Tenants.Mine : Tenants.Other;
            await using var connection = await Tenants.App.OpenConnectionAsync(TestContext.Current.CancellationToken);
            (await ScalarAsync(connection, "select count(*) from portal.member")).ShouldBe(0L, "a binding outlived its transaction");
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await ScalarAsync(connection, $"select portal.bind_tenant('{tenant}')");
            (await ScalarAsync(connection, $"select count(*) from portal.member where tenant_id = '{tenant}'")).ShouldBe(1L);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }
    }

    private async Task ThroughAViewAsync(string options, bool bound)
    {
        foreach (var table in await Schema.SchemaCatalog.TenantTablesAsync(Tenants.Superuser))
        {
            await using var connection = await Tenants.Superuser.OpenConnectionAsync(TestContext.Current.CancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await AffectedAsync(connection, $"set local role portal_owner; create view portal.probe {options} as select * from {table}; grant select on portal.probe to portal_app; set local role portal_app");
            if (bound)
            {
                await ScalarAsync(connection, $"select portal.bind_tenant('{Tenants.Mine}')");
            }

            if (await MayAsync(connection, table, "select"))
            {
                (await ScalarAsync(connection, "select count(*) from portal.probe")).ShouldBe(bound ? 1L : 0L, table);
            }
        }
    }
}
