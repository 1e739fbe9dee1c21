-- Where a tenant's alerts are sent (docs/operations/alerts.md). Secrets are sealed by the tenant's key.
create table portal.alert_channel (
    tenant_id uuid not null references portal.tenant (id),
    id uuid not null,
    name text not null check (length(name) between 1 and 100),
    kind text not null check (kind in ('slack_webhook', 'slack_bot', 'email', 'pager_duty', 'webhook', 'alertmanager')),
    -- What is no secret of where it goes: an address, a channel's name, people's addresses.
    target text not null check (length(target) <= 2000),
    -- Null where there is none, and after an import.
    secret_sealed bytea,
    severity text not null check (severity in ('info', 'warning', 'error', 'critical')),
    quiet_from int check (quiet_from between 0 and 1439),
    quiet_until int check (quiet_until between 0 and 1439),
    time_zone text not null check (length(time_zone) <= 100),
    -- Told only of what nobody has acknowledged for so long; null is told at once.
    escalate_after_minutes int check (escalate_after_minutes between 1 and 1440),
    created_by uuid not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    check ((quiet_from is null) = (quiet_until is null))
);
call portal.protect_tenant_table('portal.alert_channel');
grant select, insert, update, delete on portal.alert_channel to portal_app;

-- What somebody should know. Once for each transition of a revision of a resource, whoever tells it and however often.
create table portal.alert (
    tenant_id uuid not null references portal.tenant (id),
    id uuid not null,
    subject_uid text not null check (length(subject_uid) <= 100),
    revision text not null check (length(revision) <= 100),
    transition text not null check (length(transition) <= 100),
    class text not null check (length(class) <= 50),
    dedup_key text not null check (length(dedup_key) <= 255),
    severity text not null check (severity in ('info', 'warning', 'error', 'critical')),
    title text not null check (length(title) <= 500),
    summary text not null check (length(summary) <= 4000),
    facts jsonb not null,
    dashboard_path text,
    created_at timestamptz not null,
    acknowledged_at timestamptz,
    acknowledged_by text,
    resolved_at timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, subject_uid, revision, transition)
);
create index alert_recent on portal.alert (tenant_id, created_at desc);
call portal.protect_tenant_table('portal.alert');
grant select, insert, update on portal.alert to portal_app;

create table portal.alert_delivery (
    tenant_id uuid not null references portal.tenant (id),
    id uuid not null,
    alert_id uuid not null,
    channel_id uuid not null,
    action text not null check (action in ('trigger', 'resolve')),
    created_at timestamptz not null,
    delivered_at timestamptz,
    -- What the channel calls the message, to change it later.
    reference text check (length(reference) <= 200),
    error text check (length(error) <= 1000),
    attempts int not null default 0,
    primary key (tenant_id, id),
    unique (tenant_id, alert_id, channel_id, action),
    foreign key (tenant_id, alert_id) references portal.alert (tenant_id, id) on delete cascade,
    foreign key (tenant_id, channel_id) references portal.alert_channel (tenant_id, id) on delete cascade
);
create index alert_delivery_recent on portal.alert_delivery (tenant_id, channel_id, created_at desc);
call portal.protect_tenant_table('portal.alert_delivery');
grant select, insert, update on portal.alert_delivery to portal_app;
