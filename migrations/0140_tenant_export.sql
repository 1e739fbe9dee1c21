-- Archives of a tenant, kept for a week where the web can stream them from. An archive's pieces are written in the transaction that makes it ready:
-- half of one is never to be seen.
create table portal.tenant_export (
    tenant_id uuid not null references portal.tenant (id),
    id uuid not null,
    operation_id uuid not null,
    state text not null check (state in ('queued', 'running', 'ready', 'failed', 'expired')),
    requested_by text not null,
    created_at timestamptz not null,
    finished_at timestamptz,
    expires_at timestamptz,
    rows bigint not null default 0 check (rows >= 0),
    bytes bigint not null default 0 check (bytes >= 0),
    -- SHA-256 of the whole archive.
    digest text check (digest ~ '^sha256:[0-9a-f]{64}$'),
    error text,
    primary key (tenant_id, id),
    check (state <> 'ready' or (digest is not null and expires_at is not null))
);
create index tenant_export_recent on portal.tenant_export (tenant_id, created_at desc);
-- One at a time.
create unique index tenant_export_open on portal.tenant_export (tenant_id) where state in ('queued', 'running');
call portal.protect_tenant_table('portal.tenant_export');
grant select, insert, update on portal.tenant_export to portal_app;
-- The job that removes what has expired looks for it across tenants; it removes it with each one's tenant bound.
create policy platform on portal.tenant_export for select to portal_platform using (true);
grant select on portal.tenant_export to portal_platform;

create table portal.tenant_export_chunk (
    tenant_id uuid not null references portal.tenant (id),
    export_id uuid not null,
    sequence int not null check (sequence >= 0),
    content bytea not null,
    primary key (tenant_id, export_id, sequence),
    foreign key (tenant_id, export_id) references portal.tenant_export (tenant_id, id)
);
-- It is packed already.
alter table portal.tenant_export_chunk alter column content set storage external;
call portal.protect_tenant_table('portal.tenant_export_chunk');
grant select, insert, delete on portal.tenant_export_chunk to portal_app;

-- An import writes a table's rows by their keys, so one may come before the one that it refers to.
alter table portal.journal alter constraint journal_tenant_id_reverses_id_fkey deferrable initially immediate;
