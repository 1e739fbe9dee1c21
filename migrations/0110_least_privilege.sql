-- What the schema's lint found (docs/security/isolation.md).

-- PostgreSQL lets everybody call a new function. Here nobody may until it is granted: neither those that are there, nor those to come.
revoke execute on all routines in schema portal from public;
alter default privileges revoke execute on functions from public;

-- A webhook is stored before it is known whose it is, so its tenant may be null: only the platform sees it.
alter table portal.stripe_event enable row level security;
alter table portal.stripe_event force row level security;
create policy platform on portal.stripe_event for all to portal_platform using (true) with check (true);

-- Foreign keys without an index: removing a tenant's rows would read whole tables for each.
create index api_key_created_by on portal.api_key (tenant_id, created_by);
create index entitlement_purchase on portal.entitlement (tenant_id, purchase_id);
create index journal_reverses on portal.journal (tenant_id, reverses_id);
create index stripe_event_tenant on portal.stripe_event (tenant_id);
