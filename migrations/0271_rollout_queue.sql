-- Where a rollout stands among those that wait until others have ended; null while it does not wait for that.
alter table portal.rollout add column queue_place int check (queue_place > 0);
