-- The queue made for production: priorities, deadlines, cancellation, progress, the history of attempts, retries by people, fair claims.
alter table portal.operation
    -- Smaller begins first: 10 urgent, 20 somebody waits, 30 background.
    add column priority smallint not null default 20 check (priority in (10, 20, 30)),
    -- When it has not begun its last attempt by then, it fails.
    add column deadline timestamptz,
    add column progress smallint not null default 0 check (progress between 0 and 100),
    add column progress_text text not null default '',
    -- Attempts are counted over its whole life, since they fence; the allowance counts from here.
    add column attempts_before int not null default 0,
    add column attempt_started_at timestamptz,
    -- Each attempt that ended without success and each retry by a person, oldest first.
    add column attempt_log jsonb not null default '[]' check (jsonb_typeof(attempt_log) = 'array'),
    add column cancel_requested_at timestamptz,
    add column cancel_reason text,
    -- It has ended in the table, and its handler still has to put away what waits for it.
    add column abandon_due boolean not null default false,
    -- W3C Trace Context of whoever asked.
    add column trace_parent text,
    -- The due time of a recurring one.
    add column occurrence timestamptz;

drop index portal.operation_due;
create index operation_due on portal.operation (not_before, tenant_id) where state = 'queued';
-- What a tenant's turn takes next.
create index operation_waiting on portal.operation (tenant_id, priority, created_at, id) where state = 'queued';
-- One at a time for each key: whatever the claims do, the table refuses a second.
create unique index operation_running on portal.operation (tenant_id, serial_key) where state = 'running';
create unique index operation_occurrence on portal.operation (tenant_id, kind, occurrence) where occurrence is not null;
create index operation_deadline on portal.operation (tenant_id, deadline) where state = 'queued' and deadline is not null;
create index operation_abandon on portal.operation (tenant_id, id) where abandon_due;
create index operation_failed on portal.operation (tenant_id, created_at desc, id desc) where state = 'failed';

-- The platform asks for what recurs for each tenant.
grant insert on portal.operation to portal_platform;

-- The same payload for every row: PostgreSQL sends it once a transaction, and who hears of it looks at the table anyway.
create or replace function portal.notify_operation() returns trigger language plpgsql as $$
begin
    perform pg_notify('portal_operation', '');
    return null;
end
$$;

-- What recurs for the deployment as a whole, in the shared database. It belongs to no tenant and only portal_platform sees it.
create table portal.platform_operation (
    id uuid primary key,
    kind text not null,
    occurrence timestamptz not null,
    payload jsonb not null default '{}',
    state text not null check (state in ('queued', 'running', 'succeeded', 'failed', 'canceled')),
    attempts int not null default 0,
    attempts_before int not null default 0,
    attempt_started_at timestamptz,
    attempt_log jsonb not null default '[]' check (jsonb_typeof(attempt_log) = 'array'),
    steps jsonb not null default '[]' check (jsonb_typeof(steps) = 'array'),
    progress smallint not null default 0 check (progress between 0 and 100),
    progress_text text not null default '',
    not_before timestamptz not null,
    lease_until timestamptz,
    cancel_requested_at timestamptz,
    cancel_reason text,
    error text,
    correlation_id text not null,
    created_by text not null,
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    unique (kind, occurrence)
);
create unique index platform_operation_open on portal.platform_operation (kind) where state in ('queued', 'running');
create index platform_operation_recent on portal.platform_operation (created_at desc, id desc);
grant select, insert, update, delete on portal.platform_operation to portal_platform;
create trigger notify after insert on portal.platform_operation for each row execute function portal.notify_operation();

-- Operations are no longer jobs of the scheduler, and what recurs is registered under its kind.
delete from quartz.qrtz_triggers where job_group in ('operations', 'housekeeping');
delete from quartz.qrtz_job_details where job_group in ('operations', 'housekeeping');
