-- What a tenant wants to be so before a rollout begins: stages of approval, freezes (docs/rollouts/governance.md). One document, versioned.
create table portal.rollout_policy (
    tenant_id uuid not null references portal.tenant (id),
    version bigint not null check (version > 0),
    document jsonb not null,
    updated_by uuid not null,
    updated_at timestamptz not null,
    primary key (tenant_id)
);
call portal.protect_tenant_table('portal.rollout_policy');
grant select, insert, update on portal.rollout_policy to portal_app;

-- Who may decide, beside the roles. A group is known by its name: policies name it.
create table portal.approval_group (
    tenant_id uuid not null references portal.tenant (id),
    name text not null check (length(name) between 1 and 60),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, name)
);
call portal.protect_tenant_table('portal.approval_group');
grant select, insert, update, delete on portal.approval_group to portal_app;

create table portal.approval_group_member (
    tenant_id uuid not null references portal.tenant (id),
    group_name text not null,
    member_id uuid not null,
    primary key (tenant_id, group_name, member_id),
    foreign key (tenant_id, group_name) references portal.approval_group (tenant_id, name) on delete cascade,
    foreign key (tenant_id, member_id) references portal.member (tenant_id, id) on delete cascade
);
create index approval_group_member_of on portal.approval_group_member (tenant_id, member_id);
call portal.protect_tenant_table('portal.approval_group_member');
grant select, insert, delete on portal.approval_group_member to portal_app;

create table portal.approval_delegation (
    tenant_id uuid not null references portal.tenant (id),
    id uuid not null,
    from_member uuid not null,
    to_member uuid not null,
    reason text not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    ended_at timestamptz,
    created_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, from_member) references portal.member (tenant_id, id) on delete cascade,
    foreign key (tenant_id, to_member) references portal.member (tenant_id, id) on delete cascade,
    check (from_member <> to_member),
    check (ends_at > starts_at)
);
create index approval_delegation_from on portal.approval_delegation (tenant_id, from_member);
create index approval_delegation_to on portal.approval_delegation (tenant_id, to_member, ends_at);
call portal.protect_tenant_table('portal.approval_delegation');
grant select, insert, update on portal.approval_delegation to portal_app;

-- One of each rollout that was asked for under a policy, with the terms as they were then. Only who holds its row decides or starts.
create table portal.rollout_gate (
    tenant_id uuid not null references portal.tenant (id),
    rollout_id uuid not null,
    state text not null check (state in ('waiting', 'open', 'closed')),
    risk int not null check (risk between 0 and 100),
    reasons jsonb not null,
    policy_version bigint not null,
    -- The stages that apply, and whether four eyes are asked for.
    terms jsonb not null,
    asked_by uuid not null,
    asked_at timestamptz not null,
    -- When the operator looks again; null when only people can change anything.
    look_again_at timestamptz,
    settled_at timestamptz check ((settled_at is null) = (state = 'waiting')),
    primary key (tenant_id, rollout_id),
    foreign key (tenant_id, rollout_id) references portal.rollout (tenant_id, id)
);
create index rollout_gate_waiting on portal.rollout_gate (tenant_id, asked_at) where state = 'waiting';
call portal.protect_tenant_table('portal.rollout_gate');
grant select, insert, update on portal.rollout_gate to portal_app;

-- What a person said, for good: by their own right, or in the place of the member whose right it is.
create table portal.rollout_decision (
    tenant_id uuid not null references portal.tenant (id),
    rollout_id uuid not null,
    stage text not null,
    member_id uuid not null,
    decided_by uuid not null,
    approves boolean not null,
    reason text not null,
    decided_at timestamptz not null,
    primary key (tenant_id, rollout_id, stage, member_id),
    foreign key (tenant_id, rollout_id) references portal.rollout_gate (tenant_id, rollout_id)
);
call portal.protect_tenant_table('portal.rollout_decision');
grant select, insert on portal.rollout_decision to portal_app;

create table portal.freeze_override (
    tenant_id uuid not null references portal.tenant (id),
    rollout_id uuid not null,
    granted_at timestamptz not null,
    until timestamptz not null check (until > granted_at),
    reason text not null,
    granted_by uuid not null,
    primary key (tenant_id, rollout_id, granted_at),
    foreign key (tenant_id, rollout_id) references portal.rollout_gate (tenant_id, rollout_id)
);
call portal.protect_tenant_table('portal.freeze_override');
grant select, insert on portal.freeze_override to portal_app;
