-- Where a tenant stands, with what is needed to go on from there. Only portal_platform changes it.
alter table portal.tenant
    add column state_before text check (state_before in ('provisioning', 'active', 'suspended')),
    add column suspension_reason text check (suspension_reason in ('unpaid', 'abuse', 'security', 'requested')),
    add column delete_after timestamptz check (delete_after is null or state = 'deleting'),
    add column state_changed_at timestamptz;

-- What the platform and its staff did, over all tenants. It outlives them, and names nobody but staff.
create table portal.platform_record (
    id uuid primary key,
    occurred_at timestamptz not null,
    actor_kind text not null check (actor_kind in ('system', 'staff', 'admin')),
    -- A member of staff's e-mail address; '' for anybody else.
    actor text not null,
    action text not null,
    tenant uuid references portal.tenant (id),
    detail jsonb not null,
    correlation_id text not null
);
create index platform_record_tenant on portal.platform_record (tenant, occurred_at);
create index platform_record_recent on portal.platform_record (occurred_at desc);
grant select, insert on portal.platform_record to portal_platform;
create trigger append_only before update or delete on portal.platform_record
    for each row execute function portal.refuse_change();

-- Staff act on a tenant, too, and its own log says so.
alter table portal.audit_record drop constraint audit_record_actor_kind_check;
alter table portal.audit_record add constraint audit_record_actor_kind_check check (actor_kind in ('member', 'api_key', 'system', 'staff'));
