-- Ended operations and deliveries of the bound tenant are forgotten after a while, in small batches (docs/operations/queue.md). Nobody who serves may delete
-- these rows: only through these functions, only what is over, and never what ended within a day. Dead letters stay until a person has dealt with them.

-- Operations that were carried out or called off before that time, with their steps, wherever those are; answers how many. They lock nothing that is in use.
create function portal.forget_ended_operations(before timestamptz, most int) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    bound constant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    own constant text := coalesce((select t.data_schema from portal.tenant t where t.id = bound), 'portal');
    gone uuid[];
begin
    if before > now() - interval '1 day' then
        raise exception 'what ended within a day is not forgotten' using errcode = 'restrict_violation';
    end if;
    -- What ended before then was asked for before then, which an index knows.
    gone := array(
        select o.id from portal.operation o
        where o.tenant_id = bound and o.created_at < before and o.state in ('succeeded', 'canceled') and o.finished_at < before and not o.abandon_due
        order by o.created_at, o.id limit most);
    execute format('delete from %I.operation_step s where s.tenant_id = $1 and s.operation_id = any ($2)', own) using bound, gone;
    delete from portal.operation o where o.tenant_id = bound and o.id = any (gone);
    return cardinality(gone);
end
$$;

-- Messages to webhooks from before that time, with their attempts; answers how many.
create function portal.forget_webhook_deliveries(before timestamptz, most int) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    bound constant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    own constant text := coalesce((select t.data_schema from portal.tenant t where t.id = bound), 'portal');
    removed int;
begin
    if before > now() - interval '1 day' then
        raise exception 'what was sent within a day is not forgotten' using errcode = 'restrict_violation';
    end if;
    execute format(
        'delete from %1$I.webhook_delivery d where d.tenant_id = $1 and d.id = any (array('
        '    select w.id from %1$I.webhook_endpoint e cross join lateral ('
        '        select w.id from %1$I.webhook_delivery w where w.tenant_id = e.tenant_id and w.endpoint_id = e.id and w.created_at < $2'
        '          and not exists (select from portal.operation o where o.tenant_id = w.tenant_id and o.serial_key = ''webhook:'' || w.id'
        '              and o.state in (''queued'', ''running'', ''failed''))'
        '        order by w.created_at, w.id limit $3) w'
        '    where e.tenant_id = $1 limit $3))', own) using bound, before, most;
    get diagnostics removed = row_count;
    return removed;
end
$$;

revoke execute on function portal.forget_ended_operations(timestamptz, int), portal.forget_webhook_deliveries(timestamptz, int) from public;
grant execute on function portal.forget_ended_operations(timestamptz, int), portal.forget_webhook_deliveries(timestamptz, int) to portal_platform;
grant create on schema portal to portal_archivist;
alter function portal.forget_ended_operations(timestamptz, int) owner to portal_archivist;
alter function portal.forget_webhook_deliveries(timestamptz, int) owner to portal_archivist;
revoke create on schema portal from portal_archivist;
