-- A limit has an upper end: beyond 10^15 it would limit nothing, and sums with it could leave the range of a bigint.
update portal.quota_default set limit_value = 1000000000000000 where limit_value > 1000000000000000;
alter table portal.quota_default add constraint quota_default_top check (limit_value <= 1000000000000000);

do $$
begin
    -- As the owner, whom row-level security shows nothing: for the length of this statement it does.
    alter table portal.quota_override no force row level security;
    update portal.quota_override set limit_value = 1000000000000000 where limit_value > 1000000000000000;
    alter table portal.quota_override force row level security;
end
$$;
alter table portal.quota_override add constraint quota_override_top check (limit_value <= 1000000000000000);

-- As before, with the comparison at four fifths beyond any bigint.
create or replace function portal.count_quota() returns trigger language plpgsql as $$
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
        if used_now::numeric * 5 >= allowed::numeric * 4 and (used_now - change.delta)::numeric * 5 < allowed::numeric * 4 then
            execute format('update %I.quota_usage set warned_at = now() where tenant_id = $1 and resource = $2', tg_table_schema)
                using change.tenant_id, tg_argv[0];
        end if;
    end loop;
    return null;
end
$$;
