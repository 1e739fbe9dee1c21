namespace Portal.IsolationTests.Schema;

/// <summary>Keys and indexes: the tenant leads each, so that none tells of another tenant's rows, and none points at them.</summary>
public sealed class KeyLintTests(DatabaseFixture fixture) : SchemaLint(fixture)
{
    private const string Lint = "create table portal.lint (tenant_id uuid not null references portal.tenant (id), id uuid not null, other uuid, primary key (tenant_id, id)); ";

    [Fact]
    public Task PrimaryKeysAndUniques_OfTenantTables_AreLedByTheTenant() => HoldsAsync(
        WithTenantTables +
        """
        select i.indexrelid::regclass::text from pg_index i join tenant_table t on t.oid = i.indrelid
        where i.indisunique and i.indkey[0] <> t.tenant
          -- Stripe's own customer id, unique over all tenants by Stripe's word. Stripe alone makes one; nobody can try them.
          and i.indexrelid::regclass::text <> 'portal.billing_customer_stripe_customer_id_key'
        """,
        Lint + "create unique index lint_other on portal.lint (other)",
        "portal.lint_other");

    [Fact]
    public Task Indexes_OfTenantTables_AreLedByTheTenantOrServeAJobOfThePlatform() => HoldsAsync(
        WithTenantTables +
        """
        select i.indexrelid::regclass::text from pg_index i join tenant_table t on t.oid = i.indrelid
        where not i.indisunique and i.indkey[0] <> t.tenant and i.indexrelid::regclass::text not in (
            'portal.operation_due',      -- the operator claims what is due, whoever's it is
            'portal.outbox_message_age', -- the sweep removes old news, whoever's it is
            'portal.request_count_age'   -- the sweep removes old counts, whoever's they are
        )
        """,
        Lint + "create index lint_other on portal.lint (other)",
        "portal.lint_other");

    [Fact]
    public Task ForeignKeys_BetweenTenantTables_AreLedByTheTenantOnBothSides() => HoldsAsync(
        WithTenantTables +
        """
        select k.conname::text from pg_constraint k join tenant_table here on here.oid = k.conrelid join tenant_table there on there.oid = k.confrelid
        where k.contype = 'f' and not (k.conkey[1] = here.tenant and k.confkey[1] = there.tenant)
        """,
        Lint + "create unique index lint_id on portal.lint (id); alter table portal.lint add constraint lint_points foreign key (other) references portal.lint (id)",
        "lint_points");

    [Fact]
    public Task TenantTables_All_ReferenceTheTenant() => HoldsAsync(
        WithTenantTables +
        """
        select t.name from tenant_table t
        where not exists (select from pg_constraint k where k.conrelid = t.oid and k.contype = 'f' and k.confrelid = 'portal.tenant'::regclass and k.conkey = array[t.tenant])
        """,
        "create table portal.lint (tenant_id uuid not null, primary key (tenant_id))",
        "portal.lint");

    [Fact]
    public Task TenantTables_All_HaveAPrimaryKey() => HoldsAsync(
        WithTenantTables + "select t.name from tenant_table t where not exists (select from pg_index i where i.indrelid = t.oid and i.indisprimary)",
        "create table portal.lint (tenant_id uuid not null)",
        "portal.lint");

    [Fact]
    public Task ForeignKeys_ToRowsThatCanGo_HaveAnIndexToFindWhatPointsAtThem() => HoldsAsync(
        WithTenantTables +
        $"""
        select k.conname::text from pg_constraint k join pg_class c on c.oid = k.conrelid
        where k.contype = 'f' and c.relnamespace in {Ours} and c.relnamespace <> 'quartz'::regnamespace
          -- What nobody may delete needs no search for what points at it: the marketplace's registry, the chart of accounts.
          and (k.confrelid in (select oid from tenant_table) or k.confrelid = 'portal.tenant'::regclass
               or has_table_privilege('portal_app', k.confrelid, 'delete') or has_table_privilege('portal_platform', k.confrelid, 'delete'))
          and not exists (select from pg_index i where i.indrelid = k.conrelid and i.indpred is null
                          and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)
        """,
        Lint + "alter table portal.lint add constraint lint_points foreign key (tenant_id, other) references portal.lint (tenant_id, id)",
        "lint_points");

    [Fact]
    public Task Sequences_OfAnyKind_AreNowhere() => HoldsAsync(
        $"select c.oid::regclass::text from pg_class c where c.relkind = 'S' and c.relnamespace in {Ours}",
        "create table portal.lint (id bigint generated always as identity)",
        "portal.lint_id_seq");
}
