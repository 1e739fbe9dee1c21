-- Roles are provisioned by `migrate` before this file runs (they belong to the server, not to the database):
-- portal_owner owns, portal_app serves tenants, portal_platform does the few cross-tenant jobs.
create schema if not exists portal;
grant usage on schema portal to portal_app, portal_platform;

-- Puts a table behind the tenant boundary: no tenant bound means no rows, never all rows.
-- The value is wrapped in (select ...) so that it is computed once a query; nullif because a committed
-- set_config(..., true) leaves '' behind, and ''::uuid would raise.
create procedure portal.protect_tenant_table(target regclass) language plpgsql as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format(
        'create policy tenant on %s for all to portal_app '
        'using (tenant_id = (select nullif(current_setting(''app.tenant'', true), '''')::uuid)) '
        'with check (tenant_id = (select nullif(current_setting(''app.tenant'', true), '''')::uuid))', target);
end
$$;

create table portal.tenant (
    id uuid primary key,
    slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,38}[a-z0-9]$'),
    name text not null check (length(name) between 1 and 100),
    state text not null check (state in ('provisioning', 'active', 'suspended', 'deleting', 'deleted')),
    namespace text not null unique,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
alter table portal.tenant enable row level security;
alter table portal.tenant force row level security;
create policy own on portal.tenant for select to portal_app
    using (id = (select nullif(current_setting('app.tenant', true), '')::uuid));
create policy platform on portal.tenant for all to portal_platform using (true) with check (true);
grant select on portal.tenant to portal_app;
grant select, insert, update on portal.tenant to portal_platform;

-- ASP.NET Data Protection key ring, shared by every web replica.
create table portal.data_protection_key (
    id uuid primary key,
    friendly_name text not null,
    xml text not null,
    created_at timestamptz not null
);
grant select, insert on portal.data_protection_key to portal_platform;
