-- Where a tenant wants to be told of what happens. Secrets are sealed by the tenant's key (docs/operations/keys.md).
create table portal.webhook_endpoint (
    tenant_id uuid not null references portal.tenant (id),
    id uuid not null,
    url text not null check (length(url) between 8 and 2000),
    topics text[] not null check (cardinality(topics) between 1 and 50),
    -- Null after an import, which brings no secret: a new one has to be made before anything is sent.
    secret_sealed bytea,
    -- Still signs beside the new one, so that whoever receives can change over.
    previous_secret_sealed bytea,
    previous_until timestamptz,
    state text not null check (state in ('enabled', 'disabled')),
    created_by uuid not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    check ((previous_secret_sealed is null) = (previous_until is null))
);
call portal.protect_tenant_table('portal.webhook_endpoint');
grant select, insert, update, delete on portal.webhook_endpoint to portal_app;

-- A message to one endpoint: the same id whenever it is tried, so that who receives it twice can tell.
create table portal.webhook_delivery (
    tenant_id uuid not null references portal.tenant (id),
    id uuid not null,
    endpoint_id uuid not null,
    topic text not null,
    subject_id text not null,
    created_at timestamptz not null,
    delivered_at timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, endpoint_id) references portal.webhook_endpoint (tenant_id, id) on delete cascade
);
create index webhook_delivery_recent on portal.webhook_delivery (tenant_id, endpoint_id, created_at desc);
call portal.protect_tenant_table('portal.webhook_delivery');
grant select, insert, update on portal.webhook_delivery to portal_app;

create table portal.webhook_attempt (
    tenant_id uuid not null references portal.tenant (id),
    delivery_id uuid not null,
    sequence int not null check (sequence > 0),
    attempted_at timestamptz not null,
    milliseconds int not null check (milliseconds >= 0),
    -- What was answered; null when nothing was.
    status int,
    -- Why it failed; null when it did not.
    error text,
    answer text not null check (length(answer) <= 65536),
    primary key (tenant_id, delivery_id, sequence),
    foreign key (tenant_id, delivery_id) references portal.webhook_delivery (tenant_id, id) on delete cascade
);
call portal.protect_tenant_table('portal.webhook_attempt');
grant select, insert on portal.webhook_attempt to portal_app;

-- Whatever is announced is owed to the endpoints that want to hear of it, from the same transaction: one delivery and one operation each. Names are
-- found through the search path of the binding. Topics about deliveries themselves cannot be asked for, so nothing goes round in circles.
create function portal.order_webhooks() returns trigger language plpgsql as $$
declare
    endpoint record;
    delivery uuid;
begin
    -- A tenant that moves takes its messages along: what they owed was ordered when they were written.
    if current_user = 'portal_archivist' then
        return null;
    end if;
    for endpoint in select e.id from webhook_endpoint e where e.tenant_id = new.tenant_id and e.state = 'enabled' and new.topic = any (e.topics)
    loop
        delivery := gen_random_uuid();
        insert into webhook_delivery (tenant_id, id, endpoint_id, topic, subject_id, created_at)
        values (new.tenant_id, delivery, endpoint.id, new.topic, new.subject_id, new.created_at);
        insert into operation (tenant_id, id, kind, serial_key, subject_kind, subject_id, payload, state, not_before, correlation_id, created_by, created_at)
        values (new.tenant_id, gen_random_uuid(), 'webhook.deliver', 'webhook:' || delivery, 'webhook-delivery', 'whd_' || replace(delivery::text, '-', ''),
            '{}', 'queued', new.created_at, '', 'Portal', new.created_at);
    end loop;
    return null;
end
$$;
create trigger order_webhooks after insert on portal.outbox_message for each row execute function portal.order_webhooks();
