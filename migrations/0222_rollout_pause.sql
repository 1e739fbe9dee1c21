-- A person's pause as it was asked for; the operator writes it into the cluster. Null while nobody has paused it.
alter table portal.rollout add column paused_by text;
