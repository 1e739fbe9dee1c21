using Portal.Domain.Operations.Webhooks;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Operations.Webhooks;

/// <summary>One message to one endpoint.</summary>
public sealed class WebhookDeliveryRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required WebhookDeliveryId Id { get; init; }

    public required WebhookEndpointId EndpointId { get; init; }

    /// <summary>One of <see cref="WebhookTopics"/>.</summary>
    public required string Topic { get; init; }

    public required string SubjectId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; set; }
}
