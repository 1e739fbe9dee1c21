-- What happened is recorded in the transaction of the change, by one plain insert; its place in the log is given afterwards, by whoever signs or reads
-- next (AuditSequencer). So a transaction neither waits for the tenant's other transactions nor pays for the tree: ./bench.sh operations. Nothing is
-- proved later for it: a record has always been open to whoever owns the database until it was signed, a minute at most.
-- portal.append_audit_record stays for what runs a version from before, until nothing does.
create table portal.audit_pending_record (
    tenant_id uuid not null references portal.tenant (id),
    id uuid not null,
    -- By the database's clock, which all of its writers share: who saw another's change comes after it.
    recorded_at timestamptz not null default clock_timestamp(),
    occurred_at timestamptz not null,
    actor_kind text not null check (actor_kind in ('member', 'api_key', 'system', 'staff')),
    actor_id uuid,
    principal text not null,
    actor_name text not null,
    actor_seal bytea not null,
    on_behalf_of text,
    address text,
    address_seal bytea,
    action text not null,
    subject_kind text not null,
    subject_id text not null,
    subject_name text not null,
    subject_seal bytea not null,
    detail text not null,
    changes text not null,
    personal text,
    correlation_id text not null,
    primary key (tenant_id, id)
);
call portal.protect_tenant_table('portal.audit_pending_record');
grant select, insert, delete on portal.audit_pending_record to portal_app;

-- It leaves for the log, as it is, and for nowhere else.
create function portal.refuse_pending_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if current_user = 'portal_archivist' then
            return old;
        end if;
        -- The log beside it: a tenant's own schema has both.
        if exists (select from audit_record r where r.tenant_id = old.tenant_id and r.id = old.id and to_jsonb(r) @> (to_jsonb(old) - 'recorded_at')) then
            return old;
        end if;
    end if;
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;
create trigger append_only before update or delete on portal.audit_pending_record
    for each row execute function portal.refuse_pending_change();
