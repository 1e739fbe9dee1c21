-- The log becomes a Merkle tree per tenant (RFC 6962): a record's leaf is canonical JSON with its place, its hash is kept with it, and so are the roots
-- of the perfect subtrees that it completes. So every proof reads a handful of rows, and an append is one statement.
alter table portal.audit_head
    -- The record that is the tree's first leaf; null until there is one. Records before it are a chain of hashes, and that leaf names the chain's end.
    add column first_sequence bigint check (first_sequence > 0),
    -- Roots of the tree's perfect subtrees, the largest first, 32 bytes each.
    add column frontier bytea not null default '';

alter table portal.audit_record
    alter column previous_hash drop not null,
    -- Null where erased.
    alter column actor_name drop not null,
    alter column subject_name drop not null,
    -- What signed in: a member's id, a key's, a part of Portal; null in records of the chain.
    add column principal text,
    add column on_behalf_of text,
    add column address text,
    -- A salt of 16 bytes beside its value, or the commitment of 32 once the value is erased.
    add column actor_seal bytea check (length(actor_seal) = case when actor_name is null then 32 else 16 end),
    add column subject_seal bytea check (length(subject_seal) = case when subject_name is null then 32 else 16 end),
    add column address_seal bytea check (length(address_seal) = case when address is null then 32 else 16 end),
    -- Canonical JSON; personal values stand in it as commitments.
    add column changes text not null default '[]',
    -- Those values with their salts, by their place; what is erased is taken out.
    add column personal text,
    add column nodes bytea not null default '';
-- Nobody reads these without the row, and they do not get smaller.
alter table portal.audit_record alter column nodes set storage plain;

-- Appends to the bound tenant's log. The head row is the lock that puts records in one order.
-- Answers the record's place; 0, and nothing is written, where a chain from before has to be continued by a record 'log.continued' first.
create function portal.append_audit_record(
    leaf_before text, leaf_after text, id uuid, occurred_at timestamptz, actor_kind text, actor_id uuid, principal text, actor_name text, actor_seal bytea,
    on_behalf_of text, address text, address_seal bytea, action text, subject_kind text, subject_id text, subject_name text, subject_seal bytea,
    detail text, changes text, personal text, correlation_id text) returns bigint language plpgsql as $$
declare
    bound constant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    last bigint;
    beginning bigint;
    peaks bytea;
    leaf bytea;
    node bytea;
    completed bytea := '';
    rest bigint;
begin
    select h.sequence, h.first_sequence, h.frontier into last, beginning, peaks from audit_head h where h.tenant_id = bound for update;
    if not found then
        insert into audit_head (tenant_id, sequence, hash, first_sequence) values (bound, 0, decode(repeat('00', 32), 'hex'), 1) on conflict do nothing;
        select h.sequence, h.first_sequence, h.frontier into last, beginning, peaks from audit_head h where h.tenant_id = bound for update;
    end if;
    if beginning is null then
        if last > 0 and action <> 'log.continued' then
            return 0;
        end if;
        beginning := last + 1;
    end if;

    rest := last + 1 - beginning;
    last := last + 1;
    leaf := sha256('\x00'::bytea || convert_to(leaf_before || last || leaf_after, 'UTF8'));
    node := leaf;
    while rest & 1 = 1 loop
        node := sha256('\x01'::bytea || substr(peaks, length(peaks) - 31) || node);
        peaks := substr(peaks, 1, length(peaks) - 32);
        completed := completed || node;
        rest := rest >> 1;
    end loop;
    peaks := peaks || node;

    insert into audit_record (tenant_id, sequence, id, occurred_at, actor_kind, actor_id, principal, actor_name, actor_seal, on_behalf_of, address, address_seal,
        action, subject_kind, subject_id, subject_name, subject_seal, detail, changes, personal, correlation_id, hash, nodes)
    values (bound, last, id, occurred_at, actor_kind, actor_id, principal, actor_name, actor_seal, on_behalf_of, address, address_seal,
        action, subject_kind, subject_id, subject_name, subject_seal, detail, changes, personal, correlation_id, leaf, completed);
    update audit_head h set sequence = last, hash = leaf, first_sequence = beginning, frontier = peaks where h.tenant_id = bound;
    return last;
end
$$;
grant execute on function portal.append_audit_record(text, text, uuid, timestamptz, text, uuid, text, text, bytea, text, text, bytea, text, text, text, text, bytea,
    text, text, text, text) to portal_app, portal_platform;

-- A record never changes but in one way: what it says of a person is erased, and the commitment stays.
create function portal.refuse_audit_change() returns trigger language plpgsql as $$
declare
    erasable constant text[] := array['actor_name', 'actor_seal', 'address', 'address_seal', 'subject_name', 'subject_seal', 'personal'];
begin
    if tg_op = 'DELETE' and current_user = 'portal_archivist' then
        return old;
    end if;
    if tg_op = 'UPDATE' and (to_jsonb(new) - erasable) = (to_jsonb(old) - erasable)
        and ((new.actor_name, new.actor_seal) is not distinct from (old.actor_name, old.actor_seal)
            or new.actor_name is null and new.actor_seal = sha256(old.actor_seal || convert_to(old.actor_name, 'UTF8')))
        and ((new.address, new.address_seal) is not distinct from (old.address, old.address_seal)
            or new.address is null and new.address_seal = sha256(old.address_seal || convert_to(old.address, 'UTF8')))
        and ((new.subject_name, new.subject_seal) is not distinct from (old.subject_name, old.subject_seal)
            or new.subject_name is null and new.subject_seal = sha256(old.subject_seal || convert_to(old.subject_name, 'UTF8')))
        and (new.personal is not distinct from old.personal or new.personal is null or old.personal::jsonb @> new.personal::jsonb)
    then
        return new;
    end if;
    -- Another tenant's record is out of reach before it is append-only.
    raise exception '% is append-only', tg_table_name
        using errcode = case when tg_op = 'UPDATE' and new.tenant_id <> old.tenant_id then 'insufficient_privilege' else 'restrict_violation' end;
end
$$;
drop trigger append_only on portal.audit_record;
create trigger append_only before update or delete on portal.audit_record
    for each row execute function portal.refuse_audit_change();
-- The trigger lets nothing through but an erasure.
grant update on portal.audit_record to portal_app;
create index audit_record_member on portal.audit_record (tenant_id, actor_id, sequence);

-- Signed tree heads. A note is text as C2SP's tlog-checkpoint and signed-note have it.
create table portal.audit_checkpoint (
    tenant_id uuid not null references portal.tenant (id),
    -- Leaves of the tree that it signs.
    size bigint not null check (size > 0),
    root bytea not null check (length(root) = 32),
    note text not null,
    created_at timestamptz not null,
    primary key (tenant_id, size)
);
call portal.protect_tenant_table('portal.audit_checkpoint');
grant select, insert on portal.audit_checkpoint to portal_app;
create trigger append_only before update or delete on portal.audit_checkpoint
    for each row execute function portal.refuse_change();

-- Everybody's: the public keys that checkpoints were ever signed with, as signed-note's verifier keys.
create table portal.audit_signing_key (
    verifier text primary key,
    first_used_at timestamptz not null
);
grant select, insert on portal.audit_signing_key to portal_platform;

-- The certificate of a tenant's removal keeps the last signed tree head, too.
alter table portal.deletion_certificate add column audit_checkpoint text;
