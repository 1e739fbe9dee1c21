create table portal.rollout (
    tenant_id uuid not null references portal.tenant (id),
    id uuid not null,
    installation_id uuid not null,
    plugin_id uuid not null references portal.plugin (id),
    from_version text,
    to_version text not null,
    strategy jsonb not null,
    phase text not null check (phase in ('Pending', 'Progressing', 'Paused', 'AwaitingApproval', 'Promoting', 'Completed',
        'RollingBack', 'RolledBack', 'Aborted', 'Failed')),
    verdict text not null check (verdict in ('None', 'Successful', 'Inconclusive', 'NoData', 'Error', 'Failed')),
    message text not null,
    -- The PluginRollout's revision once the operator has seen it; 0 before.
    revision int not null default 0,
    step_index int not null default 0,
    step_count int not null default 0,
    weight int not null default 0 check (weight between 0 and 100),
    evidence double precision not null default 1,
    evidence_limit double precision not null default 100,
    stable_requests bigint not null default 0,
    stable_errors bigint not null default 0,
    canary_requests bigint not null default 0,
    canary_errors bigint not null default 0,
    correlation_id text not null,
    created_by uuid not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    finished_at timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, installation_id) references portal.installation (tenant_id, id)
);
create index rollout_recent on portal.rollout (tenant_id, created_at desc);
create index rollout_installation on portal.rollout (tenant_id, installation_id, created_at desc);
-- One rollout of an installation at a time.
create unique index rollout_active on portal.rollout (tenant_id, installation_id) where finished_at is null;
call portal.protect_tenant_table('portal.rollout');
grant select, insert, update on portal.rollout to portal_app;

create table portal.rollout_event (
    tenant_id uuid not null references portal.tenant (id),
    rollout_id uuid not null,
    sequence int not null,
    occurred_at timestamptz not null,
    kind text not null,
    message text not null,
    weight int not null,
    primary key (tenant_id, rollout_id, sequence),
    foreign key (tenant_id, rollout_id) references portal.rollout (tenant_id, id)
);
call portal.protect_tenant_table('portal.rollout_event');
grant select, insert on portal.rollout_event to portal_app;

-- What one tick saw: counts since the tick before, per arm.
create table portal.rollout_measurement (
    tenant_id uuid not null references portal.tenant (id),
    rollout_id uuid not null,
    measured_at timestamptz not null,
    weight int not null,
    stable_requests bigint not null,
    stable_errors bigint not null,
    stable_slow bigint not null,
    canary_requests bigint not null,
    canary_errors bigint not null,
    canary_slow bigint not null,
    evidence double precision not null,
    primary key (tenant_id, rollout_id, measured_at),
    foreign key (tenant_id, rollout_id) references portal.rollout (tenant_id, id)
);
call portal.protect_tenant_table('portal.rollout_measurement');
grant select, insert on portal.rollout_measurement to portal_app;
