-- Data keys of tenants, each wrapped by a key-encryption key that is kept outside of this database (docs/operations/keys.md). Whoever serves a tenant
-- reads its own; nobody reads across tenants, the platform neither.
create table portal.tenant_key (
    tenant_id uuid not null references portal.tenant (id),
    version int not null check (version > 0),
    -- What wrapped it, and by which of its keys.
    provider text not null,
    key_encryption_key text not null,
    wrapped bytea,
    state text not null check (state in ('active', 'retiring', 'retired', 'destroyed')),
    -- Never less than the number of messages that it sealed.
    seals bigint not null default 0 check (seals >= 0),
    created_at timestamptz not null,
    wrapped_at timestamptz,
    retiring_at timestamptz,
    retired_at timestamptz,
    destroyed_at timestamptz,
    primary key (tenant_id, version),
    check ((state = 'destroyed') = (wrapped is null))
);
create unique index tenant_key_active on portal.tenant_key (tenant_id) where state = 'active';
call portal.protect_tenant_table('portal.tenant_key');
grant select, insert, update on portal.tenant_key to portal_app;

-- Every process forgets what it has in memory of the tenant's keys. Counting messages is no news.
create function portal.notify_key() returns trigger language plpgsql as $$
begin
    perform pg_notify('portal_key', new.tenant_id::text);
    return null;
end
$$;
create trigger notify after insert or update of state, wrapped on portal.tenant_key for each row execute function portal.notify_key();

-- Keys of the Data Protection ring that were stored before it was wrapped are wrapped where they are.
grant update on portal.data_protection_key to portal_platform;
