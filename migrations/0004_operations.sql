create table portal.operation (
    tenant_id uuid not null references portal.tenant (id),
    id uuid not null,
    kind text not null,
    -- Operations with the same key run one after another, in the order they were written.
    serial_key text not null,
    subject_kind text not null,
    subject_id text not null,
    payload jsonb not null,
    state text not null check (state in ('queued', 'running', 'succeeded', 'failed', 'canceled')),
    attempts int not null default 0,
    not_before timestamptz not null,
    lease_until timestamptz,
    error text,
    correlation_id text not null,
    created_by text not null,
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    primary key (tenant_id, id)
);
create index operation_due on portal.operation (state, not_before) where state in ('queued', 'running');
create index operation_serial on portal.operation (tenant_id, serial_key, created_at) where state in ('queued', 'running');
create index operation_recent on portal.operation (tenant_id, created_at desc);
call portal.protect_tenant_table('portal.operation');
create policy platform on portal.operation for all to portal_platform using (true) with check (true);
grant select, insert, update on portal.operation to portal_app;
grant select, update on portal.operation to portal_platform;

create table portal.operation_step (
    tenant_id uuid not null references portal.tenant (id),
    operation_id uuid not null,
    sequence int not null,
    occurred_at timestamptz not null,
    name text not null,
    state text not null check (state in ('running', 'succeeded', 'failed')),
    message text not null,
    primary key (tenant_id, operation_id, sequence),
    foreign key (tenant_id, operation_id) references portal.operation (tenant_id, id)
);
call portal.protect_tenant_table('portal.operation_step');
grant select, insert on portal.operation_step to portal_app;

-- The notification carries ids only: who may read the rows is decided when they are read.
create function portal.notify_operation() returns trigger language plpgsql as $$
begin
    perform pg_notify('portal_operation', new.tenant_id || ':' || new.id);
    return null;
end
$$;
create trigger notify after insert on portal.operation for each row execute function portal.notify_operation();

create table portal.outbox_message (
    tenant_id uuid not null references portal.tenant (id),
    id uuid not null,
    topic text not null,
    subject_id text not null,
    created_at timestamptz not null,
    primary key (tenant_id, id)
);
create index outbox_message_age on portal.outbox_message (created_at);
call portal.protect_tenant_table('portal.outbox_message');
create policy platform on portal.outbox_message for delete to portal_platform using (true);
grant select, insert on portal.outbox_message to portal_app;
grant delete on portal.outbox_message to portal_platform;

create function portal.notify_event() returns trigger language plpgsql as $$
begin
    perform pg_notify('portal_event', new.tenant_id || ':' || new.topic || ':' || new.subject_id);
    return null;
end
$$;
create trigger notify after insert on portal.outbox_message for each row execute function portal.notify_event();

create table portal.idempotency_key (
    tenant_id uuid not null references portal.tenant (id),
    principal text not null,
    route text not null,
    key text not null check (length(key) between 1 and 255),
    fingerprint bytea not null,
    status int,
    location text,
    body text,
    created_at timestamptz not null,
    completed_at timestamptz,
    primary key (tenant_id, principal, route, key)
);
call portal.protect_tenant_table('portal.idempotency_key');
grant select, insert, update, delete on portal.idempotency_key to portal_app;
