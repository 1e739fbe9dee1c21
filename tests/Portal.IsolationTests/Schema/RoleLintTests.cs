namespace Portal.IsolationTests.Schema;

/// <summary>Roles and grants: who serves owns nothing, and has no right that row-level security does not cover.</summary>
public sealed class RoleLintTests(DatabaseFixture fixture) : SchemaLint(fixture)
{
    [Fact]
    public Task Roles_OfTheProduct_AreNotAboveTheLaw() => HoldsAsync(
        @"select rolname::text from pg_roles where rolname like 'portal\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)",
        "create role portal_lint bypassrls",
        "portal_lint");

    [Fact]
    public Task Roles_ThatOwn_DoNotSignIn() => HoldsAsync(
        "select distinct r.rolname::text from pg_class c join pg_roles r on r.oid = c.relowner where r.rolcanlogin and c.relnamespace in ('portal'::regnamespace, 'quartz'::regnamespace)",
        "create role portal_lint login; create table portal.lint (id int); grant create on schema portal to portal_lint; alter table portal.lint owner to portal_lint",
        "portal_lint");

    [Fact]
    public Task Memberships_OfTheProductsRoles_AreThoseThatAreMeant() => HoldsAsync(
        """
        select roleid::regrole || ' to ' || member::regrole from pg_auth_members join pg_roles m on m.oid = member join pg_roles r on r.oid = roleid
        where (m.rolname like 'portal\_%' or r.rolname like 'portal\_%') and not m.rolsuper
          -- Who migrates acts as the owner; the owner defines the archivist's functions; the platform may do what serving a tenant may, with that tenant bound.
          and (r.rolname, m.rolname) not in (('portal_owner', 'portal_migrator'), ('portal_archivist', 'portal_owner'), ('portal_app', 'portal_platform'))
        """,
        "create role portal_lint; grant portal_owner to portal_lint",
        "portal_owner to portal_lint");

    [Fact]
    public Task RolesThatServe_AnyOfThem_OwnNothing() => HoldsAsync(
        """
        select o.type || ' ' || o.identity from pg_shdepend d, pg_identify_object(d.classid, d.objid, d.objsubid) o where d.deptype = 'o' and d.refclassid = 'pg_authid'::regclass
          and d.refobjid in ('portal_app'::regrole, 'portal_platform'::regrole)
          and d.dbid in (0, (select oid from pg_database where datname = current_database()))
        """,
        "create schema lint; alter schema lint owner to portal_app",
        "schema lint");

    [Fact]
    public Task Grants_ThatRowLevelSecurityDoesNotCover_AreGivenToNobody() => HoldsAsync(
        $"""
        select c.oid::regclass || ' ' || lower(x.privilege_type) from pg_class c, aclexplode(c.relacl) x
        where c.relnamespace in {Ours} and x.grantee <> c.relowner and x.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
        """,
        "grant truncate on portal.member to portal_app",
        "portal.member truncate");

    [Fact]
    public Task Grants_ToEverybody_AreNowhere() => HoldsAsync(
        $"select c.oid::regclass::text from pg_class c, aclexplode(c.relacl) x where c.relnamespace in {Ours} and x.grantee = 0",
        "grant select on portal.member to public",
        "portal.member");

    [Fact]
    public Task Grants_ToPassOn_AreGivenToNobody() => HoldsAsync(
        $"select c.oid::regclass::text from pg_class c, aclexplode(c.relacl) x where c.relnamespace in {Ours} and x.grantee <> c.relowner and x.is_grantable",
        "grant select on portal.data_protection_key to portal_platform with grant option",
        "portal.data_protection_key");

    [Fact]
    public Task Schemas_All_CanBeAddedToByNobodyWhoServes() => HoldsAsync(
        $"""
        select n.nspname || ' ' || r.rolname from pg_namespace n, pg_roles r
        where n.oid in {Ours} and r.rolname in ('portal_app', 'portal_platform') and has_schema_privilege(r.oid, n.oid, 'create')
        """,
        "grant create on schema portal to portal_platform",
        "portal portal_platform");

    /// <summary>What the platform may do beside serving a tenant, table by table; and whose rows it then sees. A line more is a line for a reviewer.</summary>
    [Fact]
    public Task Grants_OfThePlatform_AreTheseAndNoMore() => ListsAsync(
        """
        select c.oid::regclass || ': ' || string_agg(distinct lower(x.privilege_type), ', ' order by lower(x.privilege_type)) || case
            when not c.relrowsecurity then ''
            else coalesce('; of every tenant ' || (select string_agg(distinct command.word, ', ' order by command.word)
                 from pg_policy p, (values ('r', 'select'), ('a', 'insert'), ('w', 'update'), ('d', 'delete')) command (letter, word)
                 where p.polrelid = c.oid and 'portal_platform'::regrole = any (p.polroles) and p.polcmd::text in ('*', command.letter)), '; of the bound tenant') end
        from pg_class c, aclexplode(c.relacl) x where x.grantee = 'portal_platform'::regrole and c.relnamespace <> 'quartz'::regnamespace group by c.oid
        """,
        """
        portal.audit_signing_key: insert, select
        portal.backup: insert, select, update
        portal.billing_customer: select; of every tenant select
        portal.data_protection_key: insert, select, update
        portal.deletion_certificate: insert, select, update
        portal.domain_claim: delete, insert, select, update
        portal.journal: insert, select; of every tenant select
        portal.journal_entry: insert, select; of every tenant select
        portal.ledger_account: insert, select
        portal.listing: insert, select, update
        portal.operation: insert, select, update; of every tenant delete, insert, select, update
        portal.outbox_message: delete; of every tenant delete, select
        portal.package: insert, select
        portal.platform_operation: delete, insert, select, update
        portal.platform_record: insert, select
        portal.plugin: insert, select, update
        portal.plugin_version: insert, select, update
        portal.process: delete, insert, select, update
        portal.publisher: insert, select, update
        portal.quota_default: insert, select, update
        portal.quota_override: delete, insert, select, update; of every tenant delete, insert, select, update
        portal.request_count: delete, insert, select, update; of every tenant delete, insert, select, update
        portal.sign_up_key: delete, insert, select, update
        portal.staff_account: insert, select, update
        portal.staff_session: insert, select, update
        portal.stripe_event: delete, insert, select, update; of every tenant delete, insert, select, update
        portal.tenant: insert, select, update; of every tenant delete, insert, select, update
        portal.tenant_export: select; of every tenant select
        schema_migration: select
        """);
}
