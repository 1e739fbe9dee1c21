-- What staff see of backups, wherever they lie. The folder is the truth: this is made to agree with it whenever a backup is made.
create table portal.backup (
    id uuid primary key,
    -- Of its folder.
    name text not null unique,
    cause text not null check (cause in ('schedule', 'command')),
    -- Between two by the schedule that made it; what is late follows from it.
    every_seconds bigint,
    state text not null check (state in ('running', 'ready', 'failed', 'removed')),
    started_at timestamptz not null,
    finished_at timestamptz,
    bytes bigint,
    row_count bigint,
    databases int,
    verified_at timestamptz,
    error text,
    removed_at timestamptz
);
create index backup_recent on portal.backup (started_at desc);

-- Staff's pages hear of it.
create function portal.notify_backup() returns trigger language plpgsql as $$
begin
    perform pg_notify('portal_event', '00000000-0000-0000-0000-000000000000:backup:' || new.name);
    return null;
end
$$;
create trigger notify after insert or update on portal.backup for each row execute function portal.notify_backup();
grant select, insert, update on portal.backup to portal_platform;
