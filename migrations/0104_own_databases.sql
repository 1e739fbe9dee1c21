-- A tenant moves to a database of its own row by row; these take the rows in at the other end.

-- Rows of the bound tenant, as JSON objects; answers how many. As the archivist, so that nothing is counted or announced twice.
create function portal.put_tenant_rows(target regclass, rows jsonb) returns bigint
language plpgsql security definer set search_path = portal, pg_temp as $$
declare
    columns constant text := (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
        where attrelid = target and attnum > 0 and not attisdropped and attgenerated = '');
    put bigint;
begin
    execute format('insert into %s (%s) select %2$s from jsonb_populate_recordset(null::%1$s, $1)', target, columns) using rows;
    get diagnostics put = row_count;
    return put;
end
$$;

-- What is everybody's (the marketplace's registry, default limits) as another database has it; answers how many rows were new or different. Rows that
-- the platform may not change are taken once.
create function portal.take_common_rows(target regclass, rows jsonb) returns bigint language plpgsql as $$
declare
    key constant text := (select string_agg(quote_ident(a.attname), ', ') from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
        where i.indrelid = target and i.indisprimary);
    changes constant text := (select string_agg(format('%1$I = excluded.%1$I', a.attname), ', ') from pg_attribute a
        where a.attrelid = target and a.attnum > 0 and not a.attisdropped
          and not exists (select from pg_index i where i.indrelid = target and i.indisprimary and a.attnum = any (i.indkey)));
    taken bigint;
begin
    execute format('insert into %s as t select * from jsonb_populate_recordset(null::%1$s, $1) on conflict (%s) do %s', target, key,
        case when has_table_privilege(target, 'update') then 'update set ' || changes || ' where t is distinct from excluded' else 'nothing' end) using rows;
    get diagnostics taken = row_count;
    return taken;
end
$$;

-- The tenant's row where it lives is the one that counts; the shared database keeps a copy for finding and listing it.
create function portal.mirror_tenant(current jsonb) returns void language plpgsql as $$
declare
    changes constant text := (select string_agg(format('%1$I = c.%1$I', a.attname), ', ') from pg_attribute a
        where a.attrelid = 'portal.tenant'::regclass and a.attnum > 0 and not a.attisdropped
          and a.attname not in ('id', 'slug', 'namespace', 'created_at', 'isolation', 'data_schema', 'database_name'));
begin
    execute format('update portal.tenant t set %s from jsonb_populate_record(null::portal.tenant, $1) c where t.id = c.id and t.database_name is not null and t.updated_at < c.updated_at', changes)
        using current;
end
$$;

grant execute on function portal.put_tenant_rows(regclass, jsonb), portal.take_common_rows(regclass, jsonb), portal.mirror_tenant(jsonb) to portal_platform;
grant create on schema portal to portal_archivist;
alter function portal.put_tenant_rows(regclass, jsonb) owner to portal_archivist;
revoke create on schema portal from portal_archivist;
