using Npgsql;

namespace Portal.IsolationTests.Schema;

/// <summary>The rules of the schema, read from the catalog. Each query lists offenders.</summary>
public sealed class SchemaLintTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public Task TenantTables_All_EnableAndForceRowLevelSecurity() => NoneAsync(
        """
        select c.oid::regclass::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull
        where c.relnamespace = 'portal'::regnamespace and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
        """);

    [Fact]
    public Task TenantTables_ForTheRoleThatServesTenants_HaveExactlyOnePolicyForEverything() => NoneAsync(
        """
        select c.oid::regclass::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull
        where c.relnamespace = 'portal'::regnamespace and c.relkind in ('r', 'p')
          and (select count(*) from pg_policy p where p.polrelid = c.oid and 'portal_app'::regrole = any (p.polroles)
                 and p.polcmd = '*' and p.polpermissive and p.polqual is not null and p.polwithcheck is not null) <> 1
        """);

    [Fact]
    public Task Policies_ForTheRoleThatServesTenants_AllCompareWithTheBoundTenant() => NoneAsync(
        """
        select polrelid::regclass || ' ' || polname from pg_policy
        where 'portal_app'::regrole = any (polroles)
          and pg_get_expr(polqual, polrelid) !~ '^\((tenant_)?id = \( SELECT \(NULLIF\(current_setting\(''app.tenant''::text, true\), ''''::text\)\)::uuid AS "nullif"\)\)$'
        """);

    [Fact]
    public Task Policies_All_NameTheirRole() => NoneAsync("select polrelid::regclass || ' ' || polname from pg_policy where 0 = any (polroles)");

    [Fact]
    public Task PrimaryKeysAndUniques_OfTenantTables_BeginWithTheTenant() => NoneAsync(
        """
        select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indrelid
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull
        where c.relnamespace = 'portal'::regnamespace and i.indisunique and i.indkey[0] <> a.attnum
          -- Stripe's own customer id, unique over all tenants by Stripe's word; it is no secret and no path to a row.
          and i.indexrelid::regclass::text <> 'portal.billing_customer_stripe_customer_id_key'
        """);

    [Fact]
    public Task ForeignKeys_BetweenTenantTables_IncludeTheTenant() => NoneAsync(
        """
        select k.conname from pg_constraint k
        join pg_attribute here on here.attrelid = k.conrelid and here.attname = 'tenant_id' and here.attnotnull
        join pg_attribute there on there.attrelid = k.confrelid and there.attname = 'tenant_id' and there.attnotnull
        where k.contype = 'f' and not (here.attnum = any (k.conkey) and there.attnum = any (k.confkey))
        """);

    [Fact]
    public Task Roles_ThatServe_AreNeitherOwnersNorAboveTheLaw() => NoneAsync(
        """
        select rolname from pg_roles where rolname in ('portal_app', 'portal_platform') and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
        union all
        select c.oid::regclass::text from pg_class c where c.relnamespace = 'portal'::regnamespace and c.relkind in ('r', 'p') and c.relowner <> 'portal_owner'::regrole
        """);

    [Fact]
    public Task Grants_OfTruncateReferencesAndTrigger_AreGivenToNobodyWhoServes() => NoneAsync(
        """
        select table_name || ' ' || privilege_type || ' ' || grantee from information_schema.role_table_grants
        where table_schema = 'portal' and grantee in ('portal_app', 'portal_platform', 'PUBLIC') and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')
        """);

    [Fact]
    public Task Views_All_RunAsWhoAsks() => NoneAsync(
        """
        select c.oid::regclass::text from pg_class c where c.relnamespace = 'portal'::regnamespace
          and (c.relkind = 'm' or (c.relkind = 'v' and not coalesce(c.reloptions::text like '%security_invoker=true%', false)))
        """);

    // The archivist's are the exception: they reach only the bound tenant's rows, and only portal_platform may call them.
    [Fact]
    public Task Functions_ButTheArchivists_RunAsWhoAsks() => NoneAsync(
        "select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'portal'::regnamespace and p.prosecdef and p.proowner <> 'portal_archivist'::regrole");

    [Fact]
    public async Task Catalog_OfTenantTables_IsNotEmpty()
    {
        await using var source = NpgsqlDataSource.Create(fixture.Database.Superuser);
        (await SchemaCatalog.TenantTablesAsync(source)).Count.ShouldBeGreaterThan(15);
    }

    private async Task NoneAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(fixture.Database.Superuser);
        (await SchemaCatalog.NamesAsync(source, sql)).ShouldBeEmpty();
    }
}
