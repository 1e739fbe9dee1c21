-- The operator looks for tenants whose logs have something new to sign, across tenants. (Without this it could not find old news to take away either:
-- what a delete looks for has to be seen.)
create policy platform_read on portal.outbox_message for select to portal_platform using (true);
