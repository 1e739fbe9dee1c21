-- Who holds a key: a request that was taken to be dead and comes back to life finds another number here, and its effect is rolled back.
alter table portal.idempotency_key add column attempt int not null default 1 check (attempt > 0);
-- What is old is taken away, tenant by tenant.
create index idempotency_key_age on portal.idempotency_key (tenant_id, created_at);
