-- The registry is the marketplace's, not a tenant's: everyone reads it, only the platform writes it.
create table portal.publisher (
    id uuid primary key,
    slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,38}[a-z0-9]$'),
    name text not null,
    share_basis_points int not null check (share_basis_points between 0 and 10000),
    created_at timestamptz not null
);
create table portal.plugin (
    id uuid primary key,
    key text not null unique check (key ~ '^[a-z][a-z0-9-]{1,62}[a-z0-9]$'),
    publisher_id uuid not null references portal.publisher (id),
    name text not null,
    created_at timestamptz not null
);
create table portal.package (
    digest text primary key check (digest ~ '^sha256:[0-9a-f]{64}$'),
    size bigint not null check (size > 0),
    content bytea not null,
    created_at timestamptz not null
);
create table portal.plugin_version (
    plugin_id uuid not null references portal.plugin (id),
    version text not null,
    digest text not null references portal.package (digest),
    manifest jsonb not null,
    readme text not null,
    published_at timestamptz not null,
    yanked_at timestamptz,
    primary key (plugin_id, version)
);
-- A published version is immutable but for its yanking.
create table portal.listing (
    plugin_id uuid primary key references portal.plugin (id),
    category text not null,
    summary text not null,
    description text not null,
    icon text not null,
    price_minor bigint check (price_minor > 0),
    currency text check (currency ~ '^[A-Z]{3}$'),
    -- What an installation gets that names no version. A new major version is published without becoming it.
    version text not null,
    listed boolean not null,
    updated_at timestamptz not null,
    foreign key (plugin_id, version) references portal.plugin_version (plugin_id, version),
    check ((price_minor is null) = (currency is null))
);
grant select on portal.publisher, portal.plugin, portal.package, portal.plugin_version, portal.listing to portal_app;
grant select, insert, update on portal.publisher, portal.plugin, portal.plugin_version, portal.listing to portal_platform;
grant select, insert on portal.package to portal_platform;

create table portal.installation (
    tenant_id uuid not null references portal.tenant (id),
    id uuid not null,
    plugin_id uuid not null references portal.plugin (id),
    state text not null check (state in ('installing', 'active', 'upgrading', 'uninstalling', 'removed', 'failed')),
    -- The version that this tenant's people use; null until the first one is live.
    version text,
    -- How upgrades reach people unless one says otherwise.
    strategy jsonb not null,
    created_by uuid not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id)
);
create unique index installation_one on portal.installation (tenant_id, plugin_id) where state <> 'removed';
call portal.protect_tenant_table('portal.installation');
grant select, insert, update on portal.installation to portal_app;
