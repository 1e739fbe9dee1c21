-- What a tenant may have at most, and how much of it there is.
-- A usage row is changed by the statement that changes the counted table, in its transaction: nothing can forget it, and what goes is released by
-- itself. Its row lock puts concurrent changes in one order, so that the check against the limit is exact.

-- What holds where nothing else is said; the web process writes its options here when it starts.
create table portal.quota_default (
    resource text primary key check (resource in ('members', 'plugins', 'concurrent_rollouts', 'catalog_entities', 'api_requests_per_minute', 'storage_bytes')),
    limit_value bigint not null check (limit_value >= 0)
);
insert into portal.quota_default values ('members', 1000), ('plugins', 200), ('concurrent_rollouts', 25), ('catalog_entities', 100000),
    ('api_requests_per_minute', 12000), ('storage_bytes', 10737418240);
grant select on portal.quota_default to portal_app;
grant select, insert, update on portal.quota_default to portal_platform;

-- What was agreed with one tenant. Only the platform writes it. It stays in this schema wherever the tenant's rows live.
create table portal.quota_override (
    tenant_id uuid not null references portal.tenant (id),
    resource text not null references portal.quota_default (resource),
    limit_value bigint not null check (limit_value >= 0),
    reason text not null check (length(reason) between 1 and 500),
    changed_at timestamptz not null,
    primary key (tenant_id, resource)
);
call portal.protect_tenant_table('portal.quota_override');
create policy platform on portal.quota_override for all to portal_platform using (true) with check (true);
grant select on portal.quota_override to portal_app;
grant select, insert, update, delete on portal.quota_override to portal_platform;

create table portal.quota_usage (
    tenant_id uuid not null references portal.tenant (id),
    resource text not null references portal.quota_default (resource),
    used bigint not null check (used >= 0),
    -- When four fifths of the limit were last passed on the way up.
    warned_at timestamptz,
    primary key (tenant_id, resource)
);
call portal.protect_tenant_table('portal.quota_usage');
grant select, insert, update on portal.quota_usage to portal_app;

-- Counts one table into the usage row beside it, whichever schema the table is in.
-- Arguments: the resource; what one row counts, as an expression over its columns; 'count' to count without refusing.
-- Once a statement, over transition tables: a statement may touch many rows and, run by the platform, many tenants.
-- Like row-level security, a limit does not bind superusers, who arrange and repair.
create function portal.count_quota() returns trigger language plpgsql as $$
declare
    change record;
    used_now bigint;
    allowed bigint;
begin
    if current_user = 'portal_archivist' then
        -- A whole tenant moves or goes, and its usage rows with it.
        return null;
    end if;
    for change in execute case tg_op
        when 'INSERT' then format('select tenant_id, sum(%s)::bigint as delta from added group by tenant_id order by tenant_id', tg_argv[1])
        when 'DELETE' then format('select tenant_id, -sum(%s)::bigint as delta from removed group by tenant_id order by tenant_id', tg_argv[1])
        else format('select tenant_id, sum(amount)::bigint as delta from (select tenant_id, %1$s as amount from added '
            'union all select tenant_id, -(%1$s) from removed) c group by tenant_id order by tenant_id', tg_argv[1])
        end
    loop
        continue when coalesce(change.delta, 0) = 0;
        execute format('update %I.quota_usage set used = greatest(0, used + $2) where tenant_id = $1 and resource = $3 returning used', tg_table_schema)
            into used_now using change.tenant_id, change.delta, tg_argv[0];
        continue when change.delta < 0;
        if used_now is null then
            -- The first of its kind, or of a tenant that is older than this count: counted once in full.
            execute format('insert into %1$I.quota_usage as u (tenant_id, resource, used) '
                'values ($1, $3, (select coalesce(sum(%3$s), 0) from %1$I.%2$I where tenant_id = $1)) '
                'on conflict (tenant_id, resource) do update set used = u.used + $2 returning used', tg_table_schema, tg_table_name, tg_argv[1])
                into used_now using change.tenant_id, change.delta, tg_argv[0];
        end if;
        allowed := coalesce(
            (select limit_value from portal.quota_override o where o.tenant_id = change.tenant_id and o.resource = tg_argv[0]),
            (select limit_value from portal.quota_default d where d.resource = tg_argv[0]));
        if used_now > allowed and tg_argv[2] is distinct from 'count' and not (select rolsuper from pg_roles where rolname = current_user) then
            raise exception 'quota % %', allowed, used_now - change.delta using errcode = 'PQ001', constraint = tg_argv[0];
        end if;
        if used_now * 5 >= allowed * 4 and (used_now - change.delta) * 5 < allowed * 4 then
            execute format('update %I.quota_usage set warned_at = now() where tenant_id = $1 and resource = $2', tg_table_schema)
                using change.tenant_id, tg_argv[0];
        end if;
    end loop;
    return null;
end
$$;

-- Has one table counted from now on, with what is in it already. Run by the owner, in migrations.
create procedure portal.count_table(target regclass, resource text, amount text, mode text default 'refuse') language plpgsql as $$
declare
    usage regclass := format('%I.quota_usage', (select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = target))::regclass;
    event record;
begin
    execute format('alter table %s no force row level security', target);
    execute format('alter table %s no force row level security', usage);
    execute format('insert into %4$s as u (tenant_id, resource, used) select tenant_id, %1$L, sum(%2$s) from %3$s group by tenant_id '
        'on conflict (tenant_id, resource) do update set used = u.used + excluded.used', resource, amount, target, usage);
    execute format('alter table %s force row level security', usage);
    execute format('alter table %s force row level security', target);
    for event in select * from (values ('insert', 'new table as added'), ('update', 'new table as added old table as removed'),
                                ('delete', 'old table as removed')) e (name, tables) loop
        execute format('create trigger count_quota_%s after %s on %s referencing %s for each statement execute function portal.count_quota(%L, %L, %L)',
            event.name, event.name, target, event.tables, resource, amount, mode);
    end loop;
end
$$;
revoke execute on procedure portal.count_table(regclass, text, text, text) from public;

call portal.count_table('portal.member', 'members', 'case when disabled_at is null then 1 else 0 end');
call portal.count_table('portal.installation', 'plugins', 'case when state = ''removed'' then 0 else 1 end');
call portal.count_table('portal.rollout', 'concurrent_rollouts', 'case when finished_at is null then 1 else 0 end');
-- What the portal itself keeps for a tenant: counted, never refused. Tables of people's own files and documents refuse.
call portal.count_table('portal.rollout_event', 'storage_bytes', 'octet_length(message)', 'count');
call portal.count_table('portal.idempotency_key', 'storage_bytes', 'coalesce(octet_length(body), 0)', 'count');
