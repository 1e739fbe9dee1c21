-- The processes that make up this deployment, as they say of themselves every few seconds: whoever has not said anything for a while is gone.
create table portal.process (
    id uuid primary key,
    kind text not null check (kind in ('web', 'operator')),
    machine text not null check (length(machine) between 1 and 253),
    version text not null,
    status text not null check (status in ('healthy', 'degraded', 'unhealthy', 'stopping')),
    -- What it depends on, part by part; never a connection string or a secret.
    parts jsonb not null,
    started_at timestamptz not null,
    seen_at timestamptz not null
);
grant select, insert, update, delete on portal.process to portal_platform;

-- Staff's pages hear of who comes, goes or changes; that somebody is still there is no news.
create function portal.notify_process() returns trigger language plpgsql as $$
begin
    perform pg_notify('portal_event', '00000000-0000-0000-0000-000000000000:process:' || coalesce(new.id, old.id));
    return null;
end
$$;
create trigger notify after insert or delete on portal.process for each row execute function portal.notify_process();
create trigger notify_change after update on portal.process for each row
    when (old.status is distinct from new.status or old.parts is distinct from new.parts) execute function portal.notify_process();
