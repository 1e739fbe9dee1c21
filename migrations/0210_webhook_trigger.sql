-- News of the audit log and of operations goes with nearly every change, and no endpoint can ask for it (Portal.Domain.Operations.Webhooks.WebhookTopics):
-- nobody is looked for then.
drop trigger order_webhooks on portal.outbox_message;
create trigger order_webhooks after insert on portal.outbox_message for each row
    when (new.topic not in ('audit', 'operation')) execute function portal.order_webhooks();
