-- How many requests and page actions each tenant made, minute by minute, summed up by every web process and written by the platform in one statement
-- for all tenants; it stays in this schema wherever the tenant's rows live. A day is kept.
create table portal.request_count (
    tenant_id uuid not null references portal.tenant (id),
    minute timestamptz not null,
    requests bigint not null check (requests >= 0),
    -- Of these, refused because a rate was exceeded.
    limited bigint not null check (limited >= 0),
    primary key (tenant_id, minute)
);
create index request_count_age on portal.request_count (minute);
call portal.protect_tenant_table('portal.request_count');
create policy platform on portal.request_count for all to portal_platform using (true) with check (true);
grant select on portal.request_count to portal_app;
grant select, insert, update, delete on portal.request_count to portal_platform;
