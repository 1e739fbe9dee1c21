using Npgsql;

namespace Portal.IsolationTests.Schema;

/// <summary>A partition is guarded as its table is. What it then lets through is in the tests of every tenant table, among which there is one in partitions.</summary>
public sealed class PartitionTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const string Parent =
        """
        set role portal_owner;
        create table portal.reading (tenant_id uuid not null references portal.tenant (id), at timestamptz not null, primary key (tenant_id, at)) partition by range (at);
        """;

    private const string CreatePartition = "call portal.create_partition('portal.reading', 'reading_2026', $$for values from ('2026-01-01') to ('2027-01-01')$$);";

    [Fact]
    public async Task CreatePartition_OfAProtectedTable_CarriesPoliciesForceAndGrants()
    {
        await using var connection = await BeginAsync(
            $"""
            {Parent}
            call portal.protect_tenant_table('portal.reading');
            create policy platform on portal.reading for select to portal_platform using (true);
            create policy recent on portal.reading as restrictive for insert to portal_app with check (at > '2020-01-01');
            grant select, insert on portal.reading to portal_app;
            grant select on portal.reading to portal_platform;
            {CreatePartition}
            """);
        var parent = await GuardsAsync(connection, "portal.reading");
        parent.Count.ShouldBeGreaterThan(7);
        (await GuardsAsync(connection, "portal.reading_2026")).ShouldBe(parent);
    }

    [Fact]
    public async Task CreatePartition_OfATenantTableWithoutProtection_IsRefused()
    {
        var refused = await Should.ThrowAsync<PostgresException>(() => BeginAsync(Parent + CreatePartition));
        refused.MessageText.ShouldBe("portal.reading holds tenants' rows and is not protected: call portal.protect_tenant_table first");
    }

    [Fact]
    public async Task CreatePartition_ByWhoServesTenants_IsNotGranted()
    {
        await using var source = NpgsqlDataSource.Create(fixture.Database.Platform);
        await using var command = source.CreateCommand("call portal.create_partition('portal.member', 'x', 'default')");
        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    // Rolls back when disposed: the connection is its own, and ends with its transaction open.
    private async Task<NpgsqlConnection> BeginAsync(string sql)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(fixture.Database.Superuser) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await Sql.ExecuteAsync(connection, "begin;" + sql, TestContext.Current.CancellationToken);
        return connection;
    }

    private static Task<List<string>> GuardsAsync(NpgsqlConnection connection, string table) => SchemaCatalog.NamesAsync(
        connection,
        $"""
        select concat_ws(' ', polname, polpermissive, polcmd, polroles::regrole[]::text, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
        from pg_policy where polrelid = '{table}'::regclass
        union all select format('%s %s', x.grantee::regrole, x.privilege_type) from pg_class c, aclexplode(c.relacl) x where c.oid = '{table}'::regclass
        union all select format('enabled %s forced %s', relrowsecurity, relforcerowsecurity) from pg_class where oid = '{table}'::regclass
        order by 1
        """);
}
