namespace Portal.IsolationTests.Schema;

/// <summary>Row-level security: on, forced, and one policy that says one thing.</summary>
public sealed class RowSecurityLintTests(DatabaseFixture fixture) : SchemaLint(fixture)
{
    private const string Bound = @"\( SELECT \(NULLIF\(current_setting\(''app.tenant''::text, true\), ''''::text\)\)::uuid AS ""nullif""\)";
    private const string Unprotected = "create table portal.lint (tenant_id uuid not null); ";
    private const string Protected = Unprotected + "call portal.protect_tenant_table('portal.lint'); ";

    [Fact]
    public Task TablesWithATenant_All_EnableRowLevelSecurity() => HoldsAsync(
        WithATenant + "and not c.relrowsecurity",
        Unprotected + "alter table portal.lint force row level security",
        "portal.lint");

    [Fact]
    public Task TablesWithATenant_All_ForceRowLevelSecurityOnTheirOwner() => HoldsAsync(
        WithATenant + "and not c.relforcerowsecurity",
        Unprotected + "alter table portal.lint enable row level security",
        "portal.lint");

    [Fact]
    public Task TenantColumns_All_AreUuidsAndNeverNull() => HoldsAsync(
        $"""
        select a.attrelid::regclass::text from pg_attribute a join pg_class c on c.oid = a.attrelid
        where a.attname = 'tenant_id' and not a.attisdropped and c.relkind in ('r', 'p') and c.relnamespace in {Ours}
          and not (a.attnotnull and a.atttypid = 'uuid'::regtype)
          -- A webhook is stored before it is known whose it is. Nobody who serves tenants may read it.
          and not (a.attrelid::regclass::text = 'portal.stripe_event' and not has_table_privilege('portal_app', a.attrelid, 'select, insert, update, delete'))
        """,
        "create table portal.lint (tenant_id uuid)",
        "portal.lint");

    [Fact]
    public Task TenantTables_ForTheRoleThatServesTenants_HaveExactlyOnePermissivePolicyForEveryCommand() => HoldsAsync(
        WithTenantTables +
        $"""
        select t.name || ' ' || command.word from tenant_table t, {Commands} command (letter, word)
        where (select count(*) from pg_policy p where p.polrelid = t.oid and p.polpermissive and 'portal_app'::regrole = any (p.polroles)
               and p.polcmd::text in ('*', command.letter)) <> 1
        """,
        Protected + "create policy more on portal.lint for delete to portal_app using (true)",
        "portal.lint delete");

    [Fact]
    public Task Policies_OfEveryRoleAndCommand_AreAtMostOne() => HoldsAsync(
        $"""
        select p.polrelid::regclass || ' ' || role::regrole || ' ' || command.word from pg_policy p, unnest(p.polroles) role, {Commands} command (letter, word)
        where p.polpermissive and p.polcmd::text in ('*', command.letter)
        group by p.polrelid, role, command.word having count(*) > 1
        """,
        "create policy more on portal.operation for select to portal_platform using (true)",
        "portal.operation portal_platform select");

    [Fact]
    public Task Policies_ForAnybodyButThePlatform_ReadOnlyRowsOfTheBoundTenant() => HoldsAsync(
        $"""
        select polrelid::regclass || ' ' || polname from pg_policy
        where polroles <> array['portal_platform'::regrole::oid] and polcmd <> 'a'
          and coalesce(pg_get_expr(polqual, polrelid), '') !~ ('^\(' || case when polrelid = 'portal.tenant'::regclass then 'id' else 'tenant_id' end || ' = {Bound}\)$')
        """,
        Unprotected + "create policy tenant on portal.lint to portal_app using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)",
        "portal.lint tenant");

    [Fact]
    public Task Policies_ForAnybodyButThePlatform_WriteOnlyRowsOfTheBoundTenant() => HoldsAsync(
        $"""
        select polrelid::regclass || ' ' || polname from pg_policy
        where polroles <> array['portal_platform'::regrole::oid] and polcmd in ('*', 'a', 'w') and coalesce(pg_get_expr(polwithcheck, polrelid), '') !~ '^\(tenant_id = {Bound}\)$'
        """,
        Unprotected + "create policy tenant on portal.lint to portal_app using (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))",
        "portal.lint tenant");

    [Fact]
    public Task Policies_All_NameTheirRole() => HoldsAsync(
        "select polrelid::regclass || ' ' || polname from pg_policy where 0 = any (polroles)",
        Unprotected + "create policy everyone on portal.lint using (true)",
        "portal.lint everyone");

    [Fact]
    public Task TablesWithoutRowLevelSecurity_ThatTenantsReach_AreEverybodysAndReadOnly() => ListsAsync(
        $"""
        select c.oid::regclass || ': ' || string_agg(lower(x.privilege_type), ', ' order by x.privilege_type) from pg_class c, aclexplode(c.relacl) x
        where c.relnamespace in {Ours} and not c.relrowsecurity and c.relkind in ('r', 'p', 'f') and x.grantee in ('portal_app'::regrole, 0)
        group by c.oid
        """,
        """
        portal.ledger_account: select
        portal.listing: select
        portal.package: select
        portal.plugin: select
        portal.plugin_version: select
        portal.publisher: select
        portal.quota_default: select
        """);

    private const string WithATenant =
        $"""
        select c.oid::regclass::text from pg_class c where c.relkind in ('r', 'p') and c.relnamespace in {Ours}
        and (c.oid = 'portal.tenant'::regclass or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped))

        """;
}
