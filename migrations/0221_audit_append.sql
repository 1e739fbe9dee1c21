-- What an append costs (./bench.sh operations): each check of a table is parsed anew for every statement that inserts, so the three on salts become one
-- call; and nothing asks for a kind of subject without its id, which audit_record_subject_id answers.
create function portal.audit_record_is_sealed(
    actor_name text, actor_seal bytea, subject_name text, subject_seal bytea, address text, address_seal bytea
) returns boolean language plpgsql immutable parallel safe as $$
begin
    -- A value stands with its salt; an erased one leaves its commitment. Records from before the tree have neither.
    return coalesce(length(actor_seal) = case when actor_name is null then 32 else 16 end, true)
        and coalesce(length(subject_seal) = case when subject_name is null then 32 else 16 end, true)
        and coalesce(length(address_seal) = case when address is null then 32 else 16 end, true);
end
$$;
grant execute on function portal.audit_record_is_sealed(text, bytea, text, bytea, text, bytea) to portal_app, portal_platform, portal_archivist;

alter table portal.audit_record
    add constraint audit_record_sealed check (portal.audit_record_is_sealed(actor_name, actor_seal, subject_name, subject_seal, address, address_seal)),
    drop constraint audit_record_check,
    drop constraint audit_record_check1,
    drop constraint audit_record_check2;
drop index portal.audit_record_subject;
