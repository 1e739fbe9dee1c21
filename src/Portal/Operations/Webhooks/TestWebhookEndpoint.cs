using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Operations.Webhooks;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Operations.Webhooks;

namespace Portal.Operations.Webhooks;

/// <summary>Sends an endpoint a message that is about nothing, the way every other goes.</summary>
internal sealed class TestWebhookEndpoint(TenantUnitOfWorks units)
{
    public async Task<Result<WebhookTestAccepted>> ExecuteAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        if (await WebhookEndpoints.FindAsync(work, id, cancellationToken) is not { } endpoint)
        {
            return WebhookEndpoints.Missing(id);
        }

        if (endpoint is not { State: WebhookState.Enabled, SecretSealed: not null })
        {
            return new WebhookEndpointDisabled(id);
        }

        var delivery = new WebhookDeliveryRow
        {
            TenantId = caller.Tenant,
            Id = new(work.NewId()),
            EndpointId = endpoint.Id,
            Topic = WebhookTopics.Test,
            SubjectId = endpoint.Id.ToString(),
            CreatedAt = work.Now,
        };
        work.Db.Add(delivery);
        var operation = work.Enqueue(
            OperationKind.DeliverWebhook, $"webhook:{delivery.Id.Value}", ("webhook-delivery", delivery.Id.ToString()), "{}", caller.CorrelationId, caller.Name);
        work.Audit(caller, new("webhook-endpoint.tested", "webhook-endpoint", endpoint.Id.ToString(), new Uri(endpoint.Url).Host, new Dictionary<string, string>()));
        work.Publish(Topic.Webhook, endpoint.Id.ToString());
        await work.CommitAsync(cancellationToken);
        return new WebhookTestAccepted(operation.ToString(), delivery.Id.ToString());
    }
}
