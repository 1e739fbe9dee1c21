using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations.Webhooks;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Operations.Webhooks;

namespace Portal.Operations.Webhooks;

/// <summary>Endpoints and what was sent to them. For admins: an address may hold a secret in its path.</summary>
internal sealed class WebhookQueries(TenantUnitOfWorks units)
{
    private const int Recent = 20;

    public async Task<Result<IReadOnlyList<WebhookEndpointView>>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var rows = await work.Db.Set<WebhookEndpointRow>().AsNoTracking().OrderBy(row => row.CreatedAt).ToListAsync(cancellationToken);
        return Result<IReadOnlyList<WebhookEndpointView>>.Of(rows.ConvertAll(WebhookEndpointView.Of));
    }

    public async Task<Result<WebhookEndpointView>> FindAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        return await WebhookEndpoints.FindAsync(work, id, cancellationToken) is { } endpoint ? WebhookEndpointView.Of(endpoint) : WebhookEndpoints.Missing(id);
    }

    /// <summary>The latest messages with their attempts, newest first.</summary>
    public async Task<Result<IReadOnlyList<WebhookDeliveryView>>> DeliveriesAsync(Caller caller, string id, CancellationToken cancellationToken)
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

        var deliveries = await work.Db.Set<WebhookDeliveryRow>().AsNoTracking().Where(row => row.EndpointId == endpoint.Id)
            .OrderByDescending(row => row.CreatedAt).Take(Recent).ToListAsync(cancellationToken);
        var ids = deliveries.ConvertAll(delivery => delivery.Id);
        var attempts = (await work.Db.Set<WebhookAttemptRow>().AsNoTracking().Where(row => ids.Contains(row.DeliveryId)).ToListAsync(cancellationToken)).ToLookup(row => row.DeliveryId);
        return Result<IReadOnlyList<WebhookDeliveryView>>.Of(deliveries.ConvertAll(delivery => new WebhookDeliveryView(
            delivery.Id.ToString(), WebhookTopics.EventType(delivery.Topic), delivery.SubjectId, delivery.CreatedAt, delivery.DeliveredAt,
            [.. attempts[delivery.Id].OrderBy(row => row.Sequence).Select(row => new WebhookAttemptView(row.Sequence, row.AttemptedAt, row.Milliseconds, row.Status, row.Error, row.Answer))])));
    }
}
