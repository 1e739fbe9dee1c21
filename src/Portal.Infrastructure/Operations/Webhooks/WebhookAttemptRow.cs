using Portal.Domain.Operations.Webhooks;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Operations.Webhooks;

/// <summary>One attempt to deliver.</summary>
public sealed class WebhookAttemptRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required WebhookDeliveryId DeliveryId { get; init; }

    /// <summary>From 1.</summary>
    public required int Sequence { get; init; }

    public required DateTimeOffset AttemptedAt { get; init; }

    public required int Milliseconds { get; init; }

    /// <summary>What was answered; null when nothing was.</summary>
    public int? Status { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Error { get; init; }

    /// <summary>The beginning of the answer.</summary>
    public required string Answer { get; init; }
}
