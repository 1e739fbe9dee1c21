-- A tenant's rows live in the tables that all share, in a schema of its own, or in a database of its own.
alter table portal.tenant
    add column isolation text not null default 'shared' check (isolation in ('shared', 'schema', 'database')),
    -- Its own schema, in this database.
    add column data_schema text unique,
    -- Where it lives, when that is not here: a name of the deployment's settings.
    add column database_name text,
    add constraint tenant_place check (case isolation
        when 'shared' then data_schema is null and database_name is null
        when 'schema' then data_schema is not null and database_name is null
        else data_schema is null end);

-- While a tenant moves, its units of work wait at the lock and then find it where it is; nothing is refused and nothing is lost.
create or replace function portal.bind_tenant(target uuid) returns text language plpgsql as $$
declare
    tenant record;
begin
    perform set_config('app.tenant', target::text, true);
    perform pg_advisory_xact_lock_shared(hashtextextended(target::text, 0));
    select t.state, t.data_schema, t.database_name into tenant from portal.tenant t where t.id = target;
    if tenant.database_name is not null then
        raise exception using errcode = 'PT001', message = tenant.database_name;
    end if;
    perform set_config('search_path', coalesce(quote_ident(tenant.data_schema) || ', ', '') || 'portal, pg_temp', true);
    return tenant.state;
end
$$;

-- Tables of tenants that may move to a schema of their own: all but those that the platform reads across tenants, and what those refer to.
create function portal.movable_tables() returns setof regclass language sql stable set search_path = pg_catalog, pg_temp as $$
    with recursive owned as (
        select c.oid from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull
        where c.relnamespace = 'portal'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition),
    shared as (
        select o.oid from owned o join pg_policy p on p.polrelid = o.oid and 'portal_platform'::regrole::oid = any (p.polroles)
        union
        select k.confrelid from shared s join pg_constraint k on k.contype = 'f' and k.conrelid = s.oid)
    select oid::regclass from owned where oid not in (select oid from shared) order by oid
$$;

-- One table's columns, constraints, indexes, triggers and grants as text, with its own schema's name taken out: equal for tables that are alike.
create function portal.table_shape(target regclass) returns text language sql stable set search_path = pg_catalog, pg_temp as $$
    select string_agg(replace(line, n.nspname || '.', 'portal.'), E'\n' order by line)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral (
        select format('column %s %s %s %s %s', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated, pg_get_expr(d.adbin, d.adrelid)) as line
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        union all
        select format('constraint %s %s', k.conname, pg_get_constraintdef(k.oid)) from pg_constraint k
        where k.conrelid = c.oid and k.contype in ('p', 'u', 'c', 'f') and k.conname <> 'one_tenant'
        union all
        select pg_get_indexdef(i.indexrelid) from pg_index i where i.indrelid = c.oid
        union all
        select pg_get_triggerdef(t.oid) from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal
        union all
        select format('policy %s %s %s', p.polname, p.polroles::regrole[], pg_get_expr(p.polqual, p.polrelid)) from pg_policy p where p.polrelid = c.oid
        union all
        select format('grant %s %s', g.grantee::regrole, g.privilege_type) from aclexplode(c.relacl) g where g.grantee <> c.relowner) as parts
    where c.oid = target
$$;

-- Empty copies of the movable tables in a schema of the bound tenant's own, each of which takes this tenant's rows only. Foreign keys lead to its own
-- tables where those have moved, to the shared ones otherwise; they are checked when portal.settle_tenant_schema is called, since rows move from
-- children to parents. Answers the schema's name.
create function portal.create_tenant_schema() returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    tenant constant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    own constant text := 'tenant_' || replace(tenant::text, '-', '');
    source record;
    part record;
begin
    if tenant is null then
        raise exception 'no tenant is bound';
    end if;
    execute format('create schema %I', own);
    execute format('grant usage on schema %I to portal_app, portal_platform, portal_archivist', own);
    for source in select c.oid, c.relname as name, c.relacl as acl, c.relowner as owner
        from portal.movable_tables() m join pg_class c on c.oid = m
    loop
        execute format('create table %I.%I (like portal.%2$I including defaults including generated including comments including storage)', own, source.name);
        execute format('alter table %I.%I add constraint one_tenant check (tenant_id = %L)', own, source.name, tenant);
        for part in select k.conname as name, pg_get_constraintdef(k.oid) as definition from pg_constraint k
            where k.conrelid = source.oid and k.contype in ('p', 'u', 'c') order by k.oid
        loop
            execute format('alter table %I.%I add constraint %I %s', own, source.name, part.name, part.definition);
        end loop;
        for part in select pg_get_indexdef(i.indexrelid) as definition from pg_index i
            where i.indrelid = source.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
        loop
            execute replace(part.definition, format(' ON portal.%I ', source.name), format(' ON %I.%I ', own, source.name));
        end loop;
        for part in select pg_get_triggerdef(t.oid) as definition from pg_trigger t where t.tgrelid = source.oid and not t.tgisinternal
        loop
            execute replace(part.definition, format(' ON portal.%I ', source.name), format(' ON %I.%I ', own, source.name));
        end loop;
        call portal.protect_tenant_table(format('%I.%I', own, source.name)::regclass);
        for part in select g.grantee::regrole as grantee, g.privilege_type as privilege from aclexplode(source.acl) g where g.grantee <> source.owner
        loop
            execute format('grant %s on %I.%I to %s', part.privilege, own, source.name, part.grantee);
        end loop;
    end loop;
    for part in
        select c.relname as name, k.conname as key, pg_get_constraintdef(k.oid) as definition, f.relname as target, k.condeferrable as deferrable,
            k.confrelid in (select m from portal.movable_tables() m) as moved
        from portal.movable_tables() s join pg_class c on c.oid = s
        join pg_constraint k on k.conrelid = c.oid and k.contype = 'f' join pg_class f on f.oid = k.confrelid
    loop
        execute format('alter table %I.%I add constraint %I %s%s', own, part.name, part.key,
            case when part.moved then replace(part.definition, format('REFERENCES portal.%I(', part.target), format('REFERENCES %I.%I(', own, part.target))
                 else part.definition end,
            case when part.deferrable then '' else ' deferrable initially deferred' end);
    end loop;
    return own;
end
$$;

-- The rows are there: checks the foreign keys, and from now on with every statement. (Adding them now would not do: PostgreSQL verifies existing rows
-- as the tables' owner, whom row-level security shows none.)
create function portal.settle_tenant_schema() returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    link record;
begin
    set constraints all immediate;
    for link in
        select k.conrelid::regclass as name, k.conname as key from pg_constraint k join pg_class c on c.oid = k.conrelid
        join portal.movable_tables() m on true join pg_class s on s.oid = m and s.relname = c.relname
        join pg_constraint o on o.conrelid = m and o.conname = k.conname and not o.condeferrable
        where k.contype = 'f' and c.relnamespace = ('tenant_' || replace(nullif(current_setting('app.tenant', true), '')::uuid::text, '-', ''))::regnamespace
    loop
        execute format('alter table %s alter constraint %I not deferrable', link.name, link.key);
    end loop;
end
$$;

-- For a tenant that is removed, or whose schema is made anew: the old one goes under another name until its rows have moved.
create function portal.set_aside_tenant_schema() returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    own constant text := 'tenant_' || replace(nullif(current_setting('app.tenant', true), '')::uuid::text, '-', '');
begin
    execute format('alter schema %I rename to %I', own, own || '_old');
    return own || '_old';
end
$$;

create function portal.drop_tenant_schema(aside boolean) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    own constant text := 'tenant_' || replace(nullif(current_setting('app.tenant', true), '')::uuid::text, '-', '');
begin
    execute format('drop schema if exists %I cascade', own || case when aside then '_old' else '' end);
end
$$;

revoke execute on function portal.movable_tables(), portal.table_shape(regclass), portal.create_tenant_schema(), portal.settle_tenant_schema(),
    portal.set_aside_tenant_schema(), portal.drop_tenant_schema(boolean) from public;
grant execute on function portal.movable_tables(), portal.table_shape(regclass), portal.create_tenant_schema(), portal.settle_tenant_schema(),
    portal.set_aside_tenant_schema(), portal.drop_tenant_schema(boolean) to portal_platform;
