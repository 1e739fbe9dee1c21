-- Who falls silent cannot say so: the others mark them, and staff's open pages hear of it, as they do of a process that speaks again.
alter table portal.process add column is_silent boolean not null default false;
drop trigger notify_change on portal.process;
create trigger notify_change after update on portal.process for each row
    when (old.status is distinct from new.status or old.parts is distinct from new.parts or old.is_silent is distinct from new.is_silent)
    execute function portal.notify_process();
