namespace Portal.IsolationTests.Schema;

/// <summary>Views, functions and rules: nothing in the database runs with more rights than who asks.</summary>
public sealed class CodeLintTests(DatabaseFixture fixture) : SchemaLint(fixture)
{
    [Fact]
    public Task Views_All_RunAsWhoAsks() => HoldsAsync(
        $"""
        select c.oid::regclass::text from pg_class c where c.relkind = 'v' and c.relnamespace in {Ours}
          and not coalesce('security_invoker=true' = any (c.reloptions), false)
        """,
        "create view portal.lint as select * from portal.member",
        "portal.lint");

    [Fact]
    public Task MaterializedViewsAndForeignTables_OfAnyKind_AreNowhere() => HoldsAsync(
        $"select c.oid::regclass::text from pg_class c where c.relkind in ('m', 'f') and c.relnamespace in {Ours}",
        "create materialized view portal.lint as select * from portal.member",
        "portal.lint");

    [Fact]
    public Task Rules_OnTables_AreNowhere() => HoldsAsync(
        $"""
        select r.ev_class::regclass || ' ' || r.rulename from pg_rewrite r join pg_class c on c.oid = r.ev_class
        where c.relkind in ('r', 'p') and c.relnamespace in {Ours}
        """,
        "create rule lint as on delete to portal.member do also select 1",
        "portal.member lint");

    /// <summary>What moves and removes whole tenants, or forgets what ended long ago in one: it reaches the bound tenant alone, and only the platform may call it.</summary>
    [Fact]
    public Task FunctionsThatRunAsTheirOwner_All_AreTheseAndNoMore() => ListsAsync(
        $"""
        select p.oid::regprocedure || ' as ' || p.proowner::regrole || ', called by ' || (
            select string_agg(x.grantee::regrole::text, ', ' order by x.grantee::regrole::text) from aclexplode(p.proacl) x where x.grantee <> p.proowner)
        from pg_proc p where p.prosecdef and p.pronamespace in {Ours}
        """,
        """
        portal.create_tenant_schema() as portal_owner, called by portal_platform
        portal.drop_tenant_schema(boolean) as portal_owner, called by portal_platform
        portal.forget_alerts(timestamp with time zone,integer) as portal_archivist, called by portal_platform
        portal.forget_ended_operations(timestamp with time zone,integer) as portal_archivist, called by portal_platform
        portal.forget_tenant() as portal_archivist, called by portal_platform
        portal.forget_webhook_deliveries(timestamp with time zone,integer) as portal_archivist, called by portal_platform
        portal.move_tenant_rows(regclass,regclass) as portal_archivist, called by portal_platform
        portal.put_tenant_rows(regclass,jsonb) as portal_archivist, called by portal_platform
        portal.remove_tenant_rows(regclass) as portal_archivist, called by portal_platform
        portal.set_aside_tenant_schema() as portal_owner, called by portal_platform
        portal.settle_tenant_schema() as portal_owner, called by portal_platform
        """);

    [Fact]
    public Task FunctionsThatRunAsTheirOwner_All_FixTheirSearchPath() => HoldsAsync(
        $"""
        select p.oid::regprocedure::text from pg_proc p where p.prosecdef and p.pronamespace in {Ours}
          and not exists (select from unnest(p.proconfig) setting where setting like 'search\_path=%')
        """,
        "create function portal.lint() returns int language sql security definer as 'select 1'",
        "portal.lint()");

    [Fact]
    public Task Functions_All_AreNotEverybodysToCall() => HoldsAsync(
        $"""
        select p.oid::regprocedure::text from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x
        where p.pronamespace in {Ours} and x.grantee = 0 and x.privilege_type = 'EXECUTE'
        """,
        "create function portal.lint() returns int language sql as 'select 1'; grant execute on function portal.lint() to public",
        "portal.lint()");

    [Fact]
    public Task DefaultPrivileges_OfTheOwner_GiveTheFunctionsOfAMigrationToNobody() => HoldsAsync(
        """
        select r.rolname::text from pg_roles r where r.rolname = 'portal_owner' and exists (
            select from aclexplode(coalesce((select d.defaclacl from pg_default_acl d where d.defaclrole = r.oid and d.defaclobjtype = 'f' and d.defaclnamespace = 0),
                                            acldefault('f', r.oid))) x where x.grantee <> r.oid)
        """,
        "alter default privileges for role portal_owner grant execute on functions to public",
        "portal_owner");
}
