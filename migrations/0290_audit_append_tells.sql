-- An append tells open pages by itself: a row of the outbox for it alone was an eighth of what a record adds to a transaction (./bench.sh operations),
-- and all that its triggers did with it was this. Who signs finds changed logs by whatever else the transaction told.
create or replace function portal.append_audit_record(
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
    told text;
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
    told := pg_notify('portal_event', bound || ':audit:');
    return last;
end
$$;
