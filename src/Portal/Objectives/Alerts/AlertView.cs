using Portal.Infrastructure.Objectives.Alerts;

namespace Portal.Objectives.Alerts;

/// <summary>An alert and what became of its messages.</summary>
public sealed record AlertView(
    string Id, string Class, string Severity, string Title, string Summary, string DedupKey, DateTimeOffset CreatedAt, DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy,
    DateTimeOffset? ResolvedAt, IReadOnlyList<AlertDeliveryView> Deliveries)
{
    public static AlertView Of(AlertRow row, IEnumerable<AlertDeliveryRow> deliveries) => new(
        row.Id.ToString(), row.Class, AlertChannelView.Word(row.Severity), row.Title, row.Summary, row.DedupKey, row.CreatedAt, row.AcknowledgedAt, row.AcknowledgedBy, row.ResolvedAt,
        [.. deliveries.OrderBy(delivery => delivery.CreatedAt).ThenBy(delivery => delivery.Action).Select(delivery => new AlertDeliveryView(
            delivery.ChannelId.ToString(), AlertChannelView.Word(delivery.Action), delivery.CreatedAt, delivery.DeliveredAt, delivery.Attempts, delivery.Error))]);
}
