-- What an append costs (./bench.sh operations), and what of it nobody needs in the transaction: a tenth.
-- Each check of a table is read anew by every statement that inserts; the function, by which alone records are written, asks the same within its own plan.
-- The head is written without a lock before it: whoever comes second finds it changed, and begins again with one.
-- Only the erasure of a person looks for a member's records, now and then, and may read the log for it.
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
    completed bytea;
    rest bigint;
    told text;
    again boolean := false;
begin
    -- A value stands with its salt, an erased one leaves its commitment, and nothing is erased before it is recorded.
    if length(actor_seal) is distinct from 16 or length(subject_seal) is distinct from 16 or length(address_seal) <> 16 or (address is null) <> (address_seal is null)
        or actor_name is null or subject_name is null
    then
        raise exception 'an audit record is not sealed' using errcode = 'check_violation';
    end if;
    loop
        if again then
            select h.sequence, h.first_sequence, h.frontier into last, beginning, peaks from audit_head h where h.tenant_id = bound for update;
        else
            select h.sequence, h.first_sequence, h.frontier into last, beginning, peaks from audit_head h where h.tenant_id = bound;
        end if;
        if not found and not again then
            insert into audit_head (tenant_id, sequence, hash, first_sequence) values (bound, 0, decode(repeat('00', 32), 'hex'), 1) on conflict do nothing;
            again := true;
            continue;
        end if;
        if beginning is null then
            if last > 0 and action <> 'log.continued' then
                return 0;
            end if;
            beginning := last + 1;
        end if;

        rest := last + 1 - beginning;
        leaf := sha256('\x00'::bytea || convert_to(leaf_before || last + 1 || leaf_after, 'UTF8'));
        node := leaf;
        completed := '';
        while rest & 1 = 1 loop
            node := sha256('\x01'::bytea || substr(peaks, length(peaks) - 31) || node);
            peaks := substr(peaks, 1, length(peaks) - 32);
            completed := completed || node;
            rest := rest >> 1;
        end loop;
        update audit_head h set sequence = last + 1, hash = leaf, first_sequence = beginning, frontier = peaks || node
            where h.tenant_id = bound and h.sequence = last;
        exit when found;
        if again then
            raise exception 'the audit log''s head is not what this transaction sees' using errcode = 'serialization_failure';
        end if;
        again := true;
    end loop;

    insert into audit_record (tenant_id, sequence, id, occurred_at, actor_kind, actor_id, principal, actor_name, actor_seal, on_behalf_of, address, address_seal,
        action, subject_kind, subject_id, subject_name, subject_seal, detail, changes, personal, correlation_id, hash, nodes)
    values (bound, last + 1, id, occurred_at, actor_kind, actor_id, principal, actor_name, actor_seal, on_behalf_of, address, address_seal,
        action, subject_kind, subject_id, subject_name, subject_seal, detail, changes, personal, correlation_id, leaf, completed);
    told := pg_notify('portal_event', bound || ':audit:');
    return last + 1;
end
$$;

alter table portal.audit_record
    drop constraint audit_record_sequence_check,
    drop constraint audit_record_sealed;
drop index portal.audit_record_member;
