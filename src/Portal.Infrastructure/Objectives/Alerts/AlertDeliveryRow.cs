using Portal.Domain.Objectives.Alerts;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Objectives.Alerts;

/// <summary>One message about one alert to one channel.</summary>
public sealed class AlertDeliveryRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required AlertDeliveryId Id { get; init; }

    public required AlertId AlertId { get; init; }

    public required AlertChannelId ChannelId { get; init; }

    public required AlertAction Action { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is to be sent; null is at once.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>What makes it wait; null when nothing does.</summary>
    public AlertHold? Held { get; init; }

    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>What the channel calls the message.</summary>
    public string? Reference { get; set; }

    /// <summary>Why the latest attempt failed; null when it did not.</summary>
    public string? Error { get; set; }

    public int Attempts { get; set; }
}
