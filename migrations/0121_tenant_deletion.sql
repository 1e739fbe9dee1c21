-- What remains of a tenant that was deleted. Written while it is removed, a part at a time, so that a removal that is cut off goes on where it
-- stopped; sealed when nothing is left. The id is the tenant's.
create table portal.deletion_certificate (
    id uuid primary key references portal.tenant (id),
    slug text not null,
    requested_at timestamptz not null,
    requested_by text not null,
    grace_ended_at timestamptz not null,
    began_at timestamptz not null,
    -- The last record of its audit log: whoever kept a copy can show that it is whole.
    audit_sequence bigint,
    audit_hash bytea,
    -- Rows removed so far, by table; and what was removed elsewhere, in words.
    removed_rows jsonb not null default '{}',
    removed_parts jsonb not null default '{}',
    purged_at timestamptz,
    -- The certificate as it is given out, byte for byte, and its SHA-256.
    document text,
    document_hash bytea,
    check ((purged_at is null) = (document is null) and (document is null) = (document_hash is null))
);
grant select, insert, update on portal.deletion_certificate to portal_platform;

create function portal.refuse_change_of_sealed() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.purged_at is not null then
        raise exception 'a sealed deletion certificate does not change' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger sealed before update or delete on portal.deletion_certificate
    for each row execute function portal.refuse_change_of_sealed();

-- A tenant's payment events go with it. The ledger that they led to stays.
grant delete on portal.stripe_event to portal_platform;
