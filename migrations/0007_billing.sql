create table portal.billing_customer (
    tenant_id uuid primary key references portal.tenant (id),
    stripe_customer_id text not null unique,
    created_at timestamptz not null
);
call portal.protect_tenant_table('portal.billing_customer');
-- A webhook names a customer, not a tenant: the platform finds whose it is.
create policy platform on portal.billing_customer for select to portal_platform using (true);
grant select, insert on portal.billing_customer to portal_app;
grant select on portal.billing_customer to portal_platform;

create table portal.purchase (
    tenant_id uuid not null references portal.tenant (id),
    id uuid not null,
    plugin_id uuid not null references portal.plugin (id),
    state text not null check (state in ('pending', 'paid', 'canceled', 'partially_refunded', 'refunded')),
    amount_minor bigint not null check (amount_minor > 0),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    stripe_checkout_session_id text,
    checkout_url text,
    created_by uuid not null,
    created_at timestamptz not null,
    paid_at timestamptz,
    primary key (tenant_id, id)
);
create unique index purchase_open on portal.purchase (tenant_id, plugin_id) where state in ('pending', 'paid', 'partially_refunded');
create unique index purchase_session on portal.purchase (tenant_id, stripe_checkout_session_id);
call portal.protect_tenant_table('portal.purchase');
grant select, insert, update on portal.purchase to portal_app;

create table portal.entitlement (
    tenant_id uuid not null references portal.tenant (id),
    plugin_id uuid not null references portal.plugin (id),
    purchase_id uuid not null,
    granted_at timestamptz not null,
    revoked_at timestamptz,
    primary key (tenant_id, plugin_id, purchase_id),
    foreign key (tenant_id, purchase_id) references portal.purchase (tenant_id, id)
);
call portal.protect_tenant_table('portal.entitlement');
grant select, insert, update on portal.entitlement to portal_app;

-- Stored before it is acted on; the primary key makes a repeated delivery a no-op.
create table portal.stripe_event (
    id text primary key,
    type text not null,
    api_version text,
    livemode boolean not null,
    payload text not null,
    created_at timestamptz not null,
    received_at timestamptz not null,
    tenant_id uuid references portal.tenant (id),
    processed_at timestamptz
);
grant select, insert, update on portal.stripe_event to portal_platform;

-- The books. A journal belongs to the tenant whose money moved; an account is the platform's.
create table portal.ledger_account (
    id uuid primary key,
    kind text not null check (kind in ('stripe_clearing', 'bank', 'customer_receivable', 'publisher_payable', 'publisher_receivable',
        'platform_commission', 'stripe_fees', 'tax_payable', 'refund_contra', 'dispute_suspense', 'dispute_fee_expense', 'fx_gain_loss',
        'deferred_revenue', 'rounding', 'reserve')),
    -- Whose account it is, for the kinds that are kept per party; '' otherwise.
    party text not null,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    created_at timestamptz not null,
    unique (kind, party, currency),
    unique (id, currency)
);
grant select, insert on portal.ledger_account to portal_platform;
grant select on portal.ledger_account to portal_app;

create table portal.journal (
    tenant_id uuid not null references portal.tenant (id),
    id uuid not null,
    -- Names the fact in the business, e.g. purchase:<id>:paid, so that it can be posted only once.
    business_key text not null,
    kind text not null,
    description text not null,
    source_event text,
    reverses_id uuid,
    occurred_at timestamptz not null,
    posted_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, business_key),
    foreign key (tenant_id, reverses_id) references portal.journal (tenant_id, id)
);
call portal.protect_tenant_table('portal.journal');
create policy platform on portal.journal for select to portal_platform using (true);
grant select on portal.journal to portal_app;
grant select, insert on portal.journal to portal_platform;

create table portal.journal_entry (
    tenant_id uuid not null references portal.tenant (id),
    journal_id uuid not null,
    line int not null check (line > 0),
    account_id uuid not null,
    -- Debit positive, credit negative, in minor units.
    amount_minor bigint not null check (amount_minor <> 0),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    primary key (tenant_id, journal_id, line),
    foreign key (tenant_id, journal_id) references portal.journal (tenant_id, id),
    -- An entry is in its account's currency.
    foreign key (account_id, currency) references portal.ledger_account (id, currency)
);
create index journal_entry_account on portal.journal_entry (tenant_id, account_id);
call portal.protect_tenant_table('portal.journal_entry');
create policy platform on portal.journal_entry for select to portal_platform using (true);
grant select on portal.journal_entry to portal_app;
grant select, insert on portal.journal_entry to portal_platform;

-- Checked when the transaction commits: every journal balances in every currency and has two entries or more.
create function portal.check_journal() returns trigger language plpgsql as $$
declare
    journal uuid := case tg_table_name when 'journal' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'journal_id')::uuid end;
    entries int;
begin
    select count(*) into entries from portal.journal_entry e where e.tenant_id = new.tenant_id and e.journal_id = journal;
    if entries < 2 then
        raise exception 'journal % has % entries; a journal has two or more', journal, entries using errcode = 'check_violation';
    end if;
    if exists (select 1 from portal.journal_entry e where e.tenant_id = new.tenant_id and e.journal_id = journal
               group by e.currency having sum(e.amount_minor) <> 0) then
        raise exception 'journal % does not balance', journal using errcode = 'check_violation';
    end if;
    return null;
end
$$;
create constraint trigger balanced after insert on portal.journal deferrable initially deferred
    for each row execute function portal.check_journal();
create constraint trigger balanced after insert on portal.journal_entry deferrable initially deferred
    for each row execute function portal.check_journal();
create trigger append_only before update or delete on portal.journal for each row execute function portal.refuse_change();
create trigger append_only before update or delete on portal.journal_entry for each row execute function portal.refuse_change();
