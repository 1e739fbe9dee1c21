-- Adds a partition to a tenant table. PostgreSQL applies the parent's policies only to queries of the parent: asked for by its own name, a
-- partition answers with its own. So whatever guards the parent is copied, and a partition is made in no other way.
--   call portal.create_partition('portal.usage', 'usage_2026_01', $$for values from ('2026-01-01') to ('2026-02-01')$$);
-- for_values is SQL. It comes from migrations: only the owner may call this.
create procedure portal.create_partition(parent regclass, name text, for_values text) language plpgsql as $$
declare
    owner_schema text;
    partition regclass;
    guarded boolean;
    forced boolean;
    item record;
begin
    select n.nspname, c.relrowsecurity, c.relforcerowsecurity into owner_schema, guarded, forced
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = parent;
    if not (guarded and forced) and exists (select from pg_attribute where attrelid = parent and attname = 'tenant_id' and not attisdropped) then
        raise exception '% holds tenants'' rows and is not protected: call portal.protect_tenant_table first', parent using errcode = 'object_not_in_prerequisite_state';
    end if;

    execute format('create table %I.%I partition of %s %s', owner_schema, name, parent, for_values);
    partition := format('%I.%I', owner_schema, name)::regclass;
    if guarded then
        execute format('alter table %s enable row level security', partition);
    end if;
    if forced then
        execute format('alter table %s force row level security', partition);
    end if;

    for item in
        select p.polname, p.polpermissive, case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end as command,
            (select string_agg(case r when 0 then 'public' else r::regrole::text end, ', ') from unnest(p.polroles) r) as roles,
            pg_get_expr(p.polqual, p.polrelid) as qual, pg_get_expr(p.polwithcheck, p.polrelid) as with_check
        from pg_policy p where p.polrelid = parent
    loop
        execute format('create policy %I on %s as %s for %s to %s', item.polname, partition, case when item.polpermissive then 'permissive' else 'restrictive' end, item.command, item.roles)
            || coalesce(' using (' || item.qual || ')', '') || coalesce(' with check (' || item.with_check || ')', '');
    end loop;

    for item in
        select x.privilege_type, x.grantee::regrole as grantee from pg_class c, aclexplode(c.relacl) x where c.oid = parent and x.grantee not in (0, c.relowner)
    loop
        execute format('grant %s on %s to %s', item.privilege_type, partition, item.grantee);
    end loop;
end
$$;
