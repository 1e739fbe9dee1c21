using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Objectives.Alerts;
using Portal.Domain.Operations;
using Portal.Infrastructure.Objectives.Alerts;
using Portal.Operators.Operations;

namespace Portal.Operators.Objectives.Alerts;

/// <summary>A delivery with its alert, its channel, and the delivery that said that it began.</summary>
internal sealed record AlertWork(AlertDeliveryRow Delivery, AlertRow Alert, AlertChannelRow Channel, AlertDeliveryRow? Began)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Null when the channel was deleted.</summary>
    public static async Task<AlertWork?> FindAsync(OperationWork work, AlertDeliveryId id, CancellationToken cancellationToken)
    {
        await using var unit = await work.Units.BeginAsync(work.Operation.Tenant, cancellationToken);
        if (await unit.Db.Set<AlertDeliveryRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } delivery)
        {
            return null;
        }

        var alert = await unit.Db.Set<AlertRow>().AsNoTracking().SingleAsync(row => row.Id == delivery.AlertId, cancellationToken);
        var channel = await unit.Db.Set<AlertChannelRow>().AsNoTracking().SingleAsync(row => row.Id == delivery.ChannelId, cancellationToken);
        var began = delivery.Action == AlertAction.Trigger
            ? null
            : await unit.Db.Set<AlertDeliveryRow>().AsNoTracking().SingleOrDefaultAsync(
                row => row.AlertId == delivery.AlertId && row.ChannelId == delivery.ChannelId && row.Action == AlertAction.Trigger, cancellationToken);
        return new(delivery, alert, channel, began);
    }

    /// <summary>Remembers what became of an attempt.</summary>
    public async Task KeepAsync(OperationWork work, AlertAnswer answer, CancellationToken cancellationToken)
    {
        await using var unit = await work.Units.BeginInAnyStateAsync(work.Operation.Tenant, cancellationToken);
        if (await unit.Db.Set<AlertDeliveryRow>().SingleOrDefaultAsync(row => row.Id == Delivery.Id, cancellationToken) is not { } row)
        {
            return;
        }

        row.Attempts++;
        row.Error = answer.Error;
        if (answer.Error is null)
        {
            (row.DeliveredAt, row.Reference) = (unit.Now, answer.Reference);
        }

        unit.Publish(Topic.Alert, Alert.Id.ToString());
        await unit.CommitAsync(cancellationToken);
    }

    public Alert ToAlert(string? dashboard, string? runbook) => new()
    {
        DedupKey = Alert.DedupKey,
        Class = Alert.Class,
        Severity = Alert.Severity,
        At = Alert.CreatedAt,
        Title = Alert.Title,
        Summary = Alert.Summary,
        Facts = JsonSerializer.Deserialize<List<AlertFact>>(Alert.Facts, Json) ?? [],
        DashboardUrl = dashboard is not null && Alert.DashboardPath is { } path ? dashboard.TrimEnd('/') + path : null,
        RunbookUrl = Alert.RunbookUrl ?? (runbook is null ? null : $"{runbook}#{Alert.Class}"),
    };
}
