-- The people who run this deployment. They belong to no tenant, and only portal_platform knows them.
create table portal.staff_account (
    id uuid primary key,
    email text not null check (length(email) between 3 and 254),
    email_normalized text not null unique,
    password_hash text not null,
    role text not null check (role in ('operator', 'support')),
    failed_sign_ins int not null default 0,
    locked_until timestamptz,
    created_at timestamptz not null,
    disabled_at timestamptz
);
create table portal.staff_session (
    id uuid primary key,
    staff_id uuid not null references portal.staff_account (id),
    token_hash bytea not null unique,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);
create index staff_session_account on portal.staff_session (staff_id);
grant select, insert, update on portal.staff_account, portal.staff_session to portal_platform;
