-- Higher priorities would keep lower ones waiting for ever: a few places are given by age alone (Portal.Domain/Operations/OperationAging.cs).
-- Whether the attempt under way has one of them.
alter table portal.operation add column by_age boolean not null default false;
