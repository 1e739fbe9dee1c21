-- What a tenant lets be done by itself when something is wrong with a rollout (docs/operations/remediations.md). One document, versioned.
create table portal.remediation_setting (
    tenant_id uuid not null references portal.tenant (id),
    version bigint not null check (version > 0),
    document jsonb not null,
    updated_by uuid not null,
    updated_at timestamptz not null,
    primary key (tenant_id)
);
call portal.protect_tenant_table('portal.remediation_setting');
grant select, insert, update on portal.remediation_setting to portal_app;

-- Something that was found wrong, from when it was first seen until it was gone.
create table portal.remediation (
    tenant_id uuid not null references portal.tenant (id),
    id uuid not null,
    kind text not null check (kind in ('crash_loop', 'route_drift', 'stuck_progress', 'quota_pressure', 'expiring_credential', 'stale_cache')),
    -- The rollout as the portal knows it; null for one that it no longer has.
    rollout_id uuid,
    -- The PluginRollout: namespace/name, and its uid, which alerts are about.
    object text not null check (length(object) between 3 and 320),
    object_uid text not null check (length(object_uid) <= 100),
    -- Of the object: stable, canary, route, a credential's name.
    part text not null check (length(part) <= 300),
    severity text not null check (severity in ('low', 'medium', 'high')),
    state text not null check (state in ('open', 'suggested', 'acted', 'resolved', 'dismissed')),
    found text not null check (length(found) <= 2000),
    remedy text not null check (remedy in ('tell', 'look_again', 'roll_back', 'delete_pod', 'hold')),
    remedy_words text not null check (length(remedy_words) <= 2000),
    remedy_target text check (length(remedy_target) <= 253),
    -- Why nothing is done by itself, or not now.
    held_back text check (length(held_back) <= 1000),
    attempts int not null default 0 check (attempts >= 0),
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    gave_up_at timestamptz,
    dismissed_by text,
    dismissed_reason text check (length(dismissed_reason) <= 500),
    -- Gone: the same thing found later is another occurrence.
    ended_at timestamptz,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, rollout_id) references portal.rollout (tenant_id, id)
);
-- An occurrence is one row, however many operators see it.
create unique index remediation_current on portal.remediation (tenant_id, kind, object, part) where ended_at is null;
create index remediation_recent on portal.remediation (tenant_id, first_seen_at desc, id desc);
create index remediation_of_rollout on portal.remediation (tenant_id, rollout_id, first_seen_at desc);
call portal.protect_tenant_table('portal.remediation');
grant select, insert, update on portal.remediation to portal_app;

-- Each time that something was done about one; what caps and cool-downs count.
create table portal.remediation_attempt (
    tenant_id uuid not null references portal.tenant (id),
    remediation_id uuid not null,
    number int not null check (number > 0),
    object text not null check (length(object) <= 320),
    remedy text not null check (remedy in ('tell', 'look_again', 'roll_back', 'delete_pod', 'hold')),
    words text not null check (length(words) <= 2000),
    target text check (length(target) <= 253),
    asked_by text not null,
    operation_id uuid not null,
    at timestamptz not null,
    -- What came of it, once the operator has done it.
    done_at timestamptz,
    outcome text check (length(outcome) <= 1000),
    primary key (tenant_id, remediation_id, number),
    foreign key (tenant_id, remediation_id) references portal.remediation (tenant_id, id)
);
create index remediation_attempt_recent on portal.remediation_attempt (tenant_id, at desc);
call portal.protect_tenant_table('portal.remediation_attempt');
grant select, insert, update on portal.remediation_attempt to portal_app;
