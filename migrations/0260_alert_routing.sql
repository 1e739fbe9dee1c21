-- What a channel is told of can be said class by class, the same thing again can wait, a channel can be switched off, and its secret changed without a gap
-- (docs/operations/alerts.md).
alter table portal.alert_channel
    -- By class of alert: the least severity that it is told of, or never. Other classes go by the channel's own severity.
    add column exceptions jsonb not null default '{}',
    -- The same again within so many minutes waits for their end; null is told at once.
    add column repeat_after_minutes int check (repeat_after_minutes between 1 and 1440),
    add column disabled_at timestamptz,
    -- Of the two keys that the secret holds, the second signs until then; null is for good.
    add column second_key_until timestamptz,
    -- For If-Match.
    add column version bigint not null default 1;

alter table portal.alert_delivery
    -- When it is to be sent, and what made it wait; null is at once.
    add column due_at timestamptz,
    add column held text check (held in ('quiet', 'escalation', 'repeat'));

-- The plugin that it is about; null where it is about none.
alter table portal.alert add column plugin_key text check (length(plugin_key) <= 100);

drop index portal.alert_recent;
create index alert_recent on portal.alert (tenant_id, created_at desc, id desc);
create index alert_dedup on portal.alert (tenant_id, dedup_key);

-- Alerts from before that time which are over, or which somebody has taken care of, with what became of their messages; answers how many. What is open, or
-- still on its way, stays.
create function portal.forget_alerts(before timestamptz, most int) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    bound constant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    own constant text := coalesce((select t.data_schema from portal.tenant t where t.id = bound), 'portal');
    removed int;
begin
    if before > now() - interval '1 day' then
        raise exception 'what was told within a day is not forgotten' using errcode = 'restrict_violation';
    end if;
    -- A serial key is alert:<alert>:<channel>, ids as 32 digits.
    execute format(
        'with gone as materialized ('
        '    select a.id from %1$I.alert a where a.tenant_id = $1 and a.created_at < $2'
        '      and least(a.resolved_at, a.acknowledged_at) < $2'
        '      and not exists (select from portal.operation o join %1$I.alert_delivery d on o.serial_key = ''alert:'' || replace(d.alert_id::text, ''-'', '''') || '':'' || replace(d.channel_id::text, ''-'', '''')'
        '          where o.tenant_id = $1 and d.tenant_id = $1 and d.alert_id = a.id and o.state in (''queued'', ''running'', ''failed''))'
        '    order by a.created_at, a.id limit $3),'
        ' messages as (delete from %1$I.alert_delivery d using gone g where d.tenant_id = $1 and d.alert_id = g.id)'
        ' delete from %1$I.alert a using gone g where a.tenant_id = $1 and a.id = g.id', own) using bound, before, most;
    get diagnostics removed = row_count;
    return removed;
end
$$;

revoke execute on function portal.forget_alerts(timestamptz, int) from public;
grant execute on function portal.forget_alerts(timestamptz, int) to portal_platform;
grant create on schema portal to portal_archivist;
alter function portal.forget_alerts(timestamptz, int) owner to portal_archivist;
revoke create on schema portal from portal_archivist;
