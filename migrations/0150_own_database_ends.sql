-- A tenant that had a database of its own leaves nothing in it: its books, its certificate and the platform's log of it are in the shared database by
-- then. Only a database that is this tenant's alone forgets it: in the shared one, no row can say that it is.
create function portal.refuse_company() returns trigger language plpgsql as $$
begin
    if exists (select from portal.tenant t where t.id <> new.id) then
        raise exception 'a database of one tenant''s own has no other tenant' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger alone before insert or update on portal.tenant
    for each row when (new.isolation = 'database' and new.database_name is null) execute function portal.refuse_company();

create function portal.forget_tenant() returns void language plpgsql security definer set search_path = portal, pg_temp as $$
declare
    gone constant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
begin
    if not exists (select from portal.tenant t where t.id = gone and t.isolation = 'database' and t.database_name is null) then
        raise exception 'this is not a database of the tenant''s own' using errcode = 'restrict_violation';
    end if;
    delete from portal.platform_record r where r.tenant = gone;
    delete from portal.deletion_certificate c where c.id = gone;
    delete from portal.tenant t where t.id = gone;
end
$$;

create policy archivist_reads on portal.tenant for select to portal_archivist using (id = (select nullif(current_setting('app.tenant', true), '')::uuid));
create policy archivist_forgets on portal.tenant for delete to portal_archivist using (id = (select nullif(current_setting('app.tenant', true), '')::uuid));
grant select, delete on portal.tenant, portal.platform_record, portal.deletion_certificate to portal_archivist;

create or replace function portal.refuse_change_of_sealed() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_user = 'portal_archivist' then
        return old;
    end if;
    if tg_op = 'DELETE' or old.purged_at is not null then
        raise exception 'a sealed deletion certificate does not change' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;

revoke execute on function portal.forget_tenant() from public;
grant execute on function portal.forget_tenant() to portal_platform;
grant create on schema portal to portal_archivist;
alter function portal.forget_tenant() owner to portal_archivist;
revoke create on schema portal from portal_archivist;
