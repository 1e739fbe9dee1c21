using System.Text.Json;
using Portal.Domain.Objectives.Alerts;
using Portal.Infrastructure.Objectives.Alerts;

namespace Portal.Objectives.Alerts;

/// <summary>An alert and what became of its messages.</summary>
/// <param name="Plugin">The key of the plugin that it is about; null where it is about none.</param>
/// <param name="Facts">Numbers and names, in the order in which they are shown.</param>
/// <param name="DashboardPath">Where this portal shows what it is about.</param>
/// <param name="RunbookUrl">Where it is written what to do; null where nothing is.</param>
public sealed record AlertView(
    string Id, string Class, string Severity, string Title, string Summary, string DedupKey, DateTimeOffset CreatedAt, DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy,
    DateTimeOffset? ResolvedAt, string? Plugin, IReadOnlyList<AlertFact> Facts, string? DashboardPath, string? RunbookUrl, IReadOnlyList<AlertDeliveryView> Deliveries)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <param name="row">The alert.</param>
    /// <param name="deliveries">Its messages.</param>
    /// <param name="channels">Names of channels by id.</param>
    /// <param name="runbook">The deployment's runbook; empty where it has none.</param>
    public static AlertView Of(AlertRow row, IEnumerable<AlertDeliveryRow> deliveries, IReadOnlyDictionary<AlertChannelId, string> channels, string runbook) => new(
        row.Id.ToString(), row.Class, AlertChannelView.Word(row.Severity), row.Title, row.Summary, row.DedupKey, row.CreatedAt, row.AcknowledgedAt, row.AcknowledgedBy, row.ResolvedAt,
        row.PluginKey, JsonSerializer.Deserialize<List<AlertFact>>(row.Facts, Json) ?? [], row.DashboardPath, row.RunbookUrl ?? (runbook.Length == 0 ? null : $"{runbook}#{row.Class}"),
        [.. deliveries.OrderBy(delivery => delivery.CreatedAt).ThenBy(delivery => delivery.Action).Select(delivery => new AlertDeliveryView(
            delivery.ChannelId.ToString(), channels.GetValueOrDefault(delivery.ChannelId, ""), AlertChannelView.Word(delivery.Action), delivery.CreatedAt, delivery.DueAt,
            delivery.Held is { } held ? AlertChannelView.Word(held) : null, delivery.DeliveredAt, delivery.Attempts, delivery.Error))]);
}
