-- One row a tenant: the lock that puts its records in one order, and the hash that the next record chains to.
create table portal.audit_head (
    tenant_id uuid primary key references portal.tenant (id),
    sequence bigint not null,
    hash bytea not null
);
call portal.protect_tenant_table('portal.audit_head');
grant select, insert, update on portal.audit_head to portal_app;

create table portal.audit_record (
    tenant_id uuid not null references portal.tenant (id),
    sequence bigint not null check (sequence > 0),
    id uuid not null,
    occurred_at timestamptz not null,
    actor_kind text not null check (actor_kind in ('member', 'api_key', 'system')),
    actor_id uuid,
    actor_name text not null,
    action text not null,
    subject_kind text not null,
    subject_id text not null,
    subject_name text not null,
    detail text not null,
    correlation_id text not null,
    previous_hash bytea not null,
    hash bytea not null,
    primary key (tenant_id, sequence),
    unique (tenant_id, id)
);
create index audit_record_action on portal.audit_record (tenant_id, action, sequence);
create index audit_record_subject on portal.audit_record (tenant_id, subject_kind, subject_id, sequence);
call portal.protect_tenant_table('portal.audit_record');
-- Append-only: no one who serves a tenant may change or remove a record.
grant select, insert on portal.audit_record to portal_app;

create function portal.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;
create trigger append_only before update or delete on portal.audit_record
    for each row execute function portal.refuse_change();
