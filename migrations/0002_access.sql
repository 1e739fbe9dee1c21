create table portal.member (
    tenant_id uuid not null references portal.tenant (id),
    id uuid not null,
    email text not null check (length(email) between 3 and 254),
    email_normalized text not null,
    display_name text not null check (length(display_name) between 1 and 100),
    password_hash text not null,
    role text not null check (role in ('admin', 'engineer', 'finance', 'viewer')),
    failed_sign_ins int not null default 0,
    locked_until timestamptz,
    created_at timestamptz not null,
    disabled_at timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, email_normalized)
);
call portal.protect_tenant_table('portal.member');
grant select, insert, update on portal.member to portal_app;

create table portal.session (
    tenant_id uuid not null references portal.tenant (id),
    id uuid not null,
    member_id uuid not null,
    token_hash bytea not null,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, token_hash),
    foreign key (tenant_id, member_id) references portal.member (tenant_id, id)
);
create index session_member on portal.session (tenant_id, member_id);
call portal.protect_tenant_table('portal.session');
grant select, insert, update, delete on portal.session to portal_app;

create table portal.api_key (
    tenant_id uuid not null references portal.tenant (id),
    id uuid not null,
    name text not null check (length(name) between 1 and 100),
    secret_hash bytea not null,
    role text not null check (role in ('admin', 'engineer', 'finance', 'viewer')),
    created_by uuid not null,
    created_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, secret_hash),
    foreign key (tenant_id, created_by) references portal.member (tenant_id, id)
);
call portal.protect_tenant_table('portal.api_key');
grant select, insert, update on portal.api_key to portal_app;
