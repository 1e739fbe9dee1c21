-- A tenant's own host names. Which tenant a name leads to is decided by portal.domain_claim alone, and only a proof by DNS writes there: before that,
-- any number of tenants may ask for the same name, and none of them learns of another.
create table portal.custom_domain (
    tenant_id uuid not null references portal.tenant (id),
    id uuid not null,
    -- Lower case, punycode, no dot at the end.
    host text not null check (length(host) between 4 and 253),
    -- What the record at _portal-challenge.<host> has to say.
    token text not null,
    state text not null check (state in ('pending', 'verified', 'failed', 'lapsed')),
    message text not null,
    created_by uuid not null,
    created_at timestamptz not null,
    -- The attempts to verify count from here.
    requested_at timestamptz not null,
    checked_at timestamptz,
    verified_at timestamptz,
    -- Since when the record of a verified domain is gone.
    missing_since timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, host)
);
call portal.protect_tenant_table('portal.custom_domain');
grant select, insert, update, delete on portal.custom_domain to portal_app;

-- Everybody's, and only the platform's to see: a name that was proved leads to one tenant.
create table portal.domain_claim (
    host text primary key,
    owner_id uuid not null references portal.tenant (id),
    domain_id uuid not null,
    token text not null,
    claimed_at timestamptz not null
);
create index domain_claim_owner on portal.domain_claim (owner_id);
grant select, insert, update, delete on portal.domain_claim to portal_platform;
