-- An answer that holds a secret is kept for its replay, too: encrypted by a key of its own, which the tenant's data key seals. The body is then base64.
alter table portal.idempotency_key
    add column id uuid not null default gen_random_uuid(),
    add column answer_key_sealed bytea;
create unique index idempotency_key_id on portal.idempotency_key (tenant_id, id);

-- Keys of sign-ups: there is no tenant yet that they could belong to. The fingerprint is a slow hash, since the request holds a password.
create table portal.sign_up_key (
    key text primary key check (length(key) between 1 and 255),
    fingerprint bytea not null,
    attempt int not null default 1 check (attempt > 0),
    answer text,
    created_at timestamptz not null,
    completed_at timestamptz check ((completed_at is null) = (answer is null)));
create index sign_up_key_age on portal.sign_up_key (created_at);
grant select, insert, update, delete on portal.sign_up_key to portal_platform;
