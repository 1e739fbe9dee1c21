-- Binds a tenant to the transaction under way, in one round trip; called as its first statement by the unit of work and by nothing else.
-- Tables of tenants are found through the search path, so that a tenant's rows can live in a schema of their own; pg_temp comes last, where
-- it shadows nothing. Both settings end with the transaction, so a pooled connection carries nothing over.
-- Answers the tenant's state; null for a tenant that is not there (yet).
create function portal.bind_tenant(target uuid) returns text language plpgsql as $$
begin
    perform set_config('app.tenant', target::text, true), set_config('search_path', 'portal, pg_temp', true);
    return (select state from portal.tenant where id = target);
end
$$;
revoke execute on function portal.bind_tenant(uuid) from public;
grant execute on function portal.bind_tenant(uuid) to portal_app, portal_platform;
