-- Objectives as a tenant sees them (docs/rollouts/objectives.md): the operator writes how they stand, the portal never asks the cluster.
create table portal.objective (
    tenant_id uuid not null references portal.tenant (id),
    id uuid not null,
    -- Of the cluster's object.
    name text not null check (length(name) between 1 and 63),
    display_name text not null check (length(display_name) <= 200),
    -- The key of the plugin whose rollouts it holds; empty for none.
    plugin text not null check (length(plugin) <= 253),
    origin text not null check (origin in ('portal', 'cluster')),
    -- OpenSLO v1's spec of kind SLO.
    spec jsonb not null,
    version bigint not null check (version > 0),
    target double precision not null check (target > 0 and target < 1),
    period_seconds bigint not null check (period_seconds > 0),
    state text not null check (state in ('pending', 'healthy', 'watch', 'tight', 'exhausted', 'invalid', 'removing')),
    message text not null check (length(message) <= 4000),
    -- Shares of 1; null before the first events.
    good double precision,
    budget_left double precision,
    is_paging boolean not null default false,
    -- Each pair of windows with its rates and its limit.
    burns jsonb not null default '[]',
    breaker text not null default 'closed' check (breaker in ('closed', 'open', 'half_open')),
    breaker_failures int not null default 0,
    breaker_opened_at timestamptz,
    breaker_trial text check (length(breaker_trial) <= 400),
    -- When the operator last looked at it.
    observed_at timestamptz,
    -- Somebody lets rollouts begin in spite of it.
    override_by text check (length(override_by) <= 200),
    override_reason text check (length(override_reason) <= 500),
    override_until timestamptz,
    created_by uuid not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, name)
);
create index objective_plugin on portal.objective (tenant_id, plugin);
call portal.protect_tenant_table('portal.objective');
grant select, insert, update, delete on portal.objective to portal_app;

-- How its budget went: every minute of two hours, every quarter of an hour of a day, every hour of 31 days.
create table portal.objective_point (
    tenant_id uuid not null references portal.tenant (id),
    objective_id uuid not null,
    at timestamptz not null,
    budget_left double precision not null,
    good double precision,
    -- Over the last hour, in times of what the budget allows.
    burn double precision not null,
    primary key (tenant_id, objective_id, at),
    foreign key (tenant_id, objective_id) references portal.objective (tenant_id, id) on delete cascade
);
call portal.protect_tenant_table('portal.objective_point');
grant select, insert, delete on portal.objective_point to portal_app;

-- What was wrong with it, from when until when.
create table portal.objective_violation (
    tenant_id uuid not null references portal.tenant (id),
    objective_id uuid not null,
    kind text not null check (kind in ('page', 'ticket', 'tight', 'exhausted', 'breaker')),
    began_at timestamptz not null,
    ended_at timestamptz,
    -- Since when it seems to be over; it is when that has lasted.
    clear_since timestamptz,
    message text not null check (length(message) <= 4000),
    primary key (tenant_id, objective_id, kind, began_at),
    foreign key (tenant_id, objective_id) references portal.objective (tenant_id, id) on delete cascade,
    check (ended_at >= began_at)
);
create unique index objective_violation_open on portal.objective_violation (tenant_id, objective_id, kind) where ended_at is null;
create index objective_violation_recent on portal.objective_violation (tenant_id, objective_id, began_at desc);
call portal.protect_tenant_table('portal.objective_violation');
grant select, insert, update, delete on portal.objective_violation to portal_app;

-- Where it is written what to do, of alerts that bring their own: objectives do.
alter table portal.alert add column runbook_url text check (length(runbook_url) <= 2000);
create index alert_dashboard on portal.alert (tenant_id, dashboard_path, created_at desc);
