-- Whole tenants are moved and removed by functions that belong to portal_archivist, a role that nobody signs in as and that only portal_owner is a
-- member of. It reaches the bound tenant's rows and no others, and it alone may take rows out of an append-only table: a tenant that leaves takes
-- its records along. portal_platform may call the functions; it cannot become the role.
grant usage on schema portal to portal_archivist;

create or replace procedure portal.protect_tenant_table(target regclass) language plpgsql as $$
declare
    bound constant text := 'tenant_id = (select nullif(current_setting(''app.tenant'', true), '''')::uuid)';
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy tenant on %s for all to portal_app using (%s) with check (%2$s)', target, bound);
    execute format('create policy archivist on %s for all to portal_archivist using (%s) with check (%2$s)', target, bound);
    execute format('grant select, insert, delete on %s to portal_archivist', target);
end
$$;

do $$
declare
    owned record;
begin
    for owned in
        select c.oid::regclass as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull
        where c.relnamespace = 'portal'::regnamespace and c.relkind in ('r', 'p')
    loop
        execute format(
            'create policy archivist on %s for all to portal_archivist '
            'using (tenant_id = (select nullif(current_setting(''app.tenant'', true), '''')::uuid)) '
            'with check (tenant_id = (select nullif(current_setting(''app.tenant'', true), '''')::uuid))', owned.name);
        execute format('grant select, insert, delete on %s to portal_archivist', owned.name);
    end loop;
end
$$;

create or replace function portal.refuse_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_user = 'portal_archivist' then
        return old;
    end if;
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;

-- Removes the bound tenant's rows of one table; answers how many there were.
create function portal.remove_tenant_rows(target regclass) returns bigint
language plpgsql security definer set search_path = portal, pg_temp as $$
declare
    removed bigint;
begin
    execute format('delete from %s where tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid', target);
    get diagnostics removed = row_count;
    return removed;
end
$$;

-- Moves the bound tenant's rows from one table to another of the same columns (or more, with defaults); answers how many.
create function portal.move_tenant_rows(source regclass, target regclass) returns bigint
language plpgsql security definer set search_path = portal, pg_temp as $$
declare
    columns text;
    moved bigint;
begin
    select string_agg(quote_ident(s.attname), ', ' order by s.attnum) into columns
    from pg_attribute s join pg_attribute t on t.attrelid = target and t.attname = s.attname and not t.attisdropped and t.attgenerated = ''
    where s.attrelid = source and s.attnum > 0 and not s.attisdropped;
    execute format(
        'with moved as (delete from %s where tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid returning %s) '
        'insert into %s (%2$s) select %2$s from moved', source, columns, target);
    get diagnostics moved = row_count;
    return moved;
end
$$;

revoke execute on function portal.remove_tenant_rows(regclass), portal.move_tenant_rows(regclass, regclass) from public;
grant execute on function portal.remove_tenant_rows(regclass), portal.move_tenant_rows(regclass, regclass) to portal_owner, portal_platform;
grant create on schema portal to portal_archivist;
alter function portal.remove_tenant_rows(regclass) owner to portal_archivist;
alter function portal.move_tenant_rows(regclass, regclass) owner to portal_archivist;
revoke create on schema portal from portal_archivist;
