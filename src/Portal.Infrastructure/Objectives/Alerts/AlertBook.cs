using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Objectives.Alerts;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Objectives.Alerts;

/// <summary>
/// Writes alerts down, once each, and orders their messages in the same transaction. Whoever tells the same again, after a restart or from another replica, finds
/// it written and orders nothing.
/// </summary>
public static class AlertBook
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <returns>Whether it was new.</returns>
    /// <param name="unit">Whose transaction.</param>
    /// <param name="source">Which object, which revision, which transition of it: what makes an alert one.</param>
    /// <param name="alert">What to tell.</param>
    /// <param name="dashboardPath">Where the portal shows it.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public static async Task<bool> RaiseAsync(TenantUnitOfWork unit, AlertSource source, Alert alert, string? dashboardPath, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(alert);
        var id = new AlertId(unit.NewId());
        await using var insert = unit.Command(
            """
            insert into alert (tenant_id, id, subject_uid, revision, transition, class, dedup_key, severity, title, summary, facts, dashboard_path, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12, $13) on conflict (tenant_id, subject_uid, revision, transition) do nothing
            """).With(
            unit.Tenant.Value, id.Value, source.Uid, source.Revision, source.Transition, alert.Class, alert.DedupKey, SeverityWord.Of(alert.Severity), Cut(alert.Title, 500),
            Cut(alert.Summary, 4000), JsonSerializer.Serialize(alert.Facts, Json), dashboardPath, alert.At);
        if (await insert.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return false;
        }

        foreach (var channel in await ChannelsAsync(unit, alert.Severity, cancellationToken))
        {
            var at = channel.QuietHours?.After(alert.Severity, unit.Now) ?? unit.Now;
            await OrderAsync(unit, id, channel.Id, AlertAction.Trigger, channel.EscalateAfterMinutes is { } minutes ? at.AddMinutes(minutes) : at, cancellationToken);
        }

        return true;
    }

    /// <summary>Says that what was wrong with an object is over, to everybody who was told of it.</summary>
    /// <param name="class">Only alerts of this class; null ends all.</param>
    public static async Task ResolveAsync(TenantUnitOfWork unit, string uid, string? @class, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        await using var update = unit.Command(
            "update alert set resolved_at = $3 where tenant_id = $1 and subject_uid = $2 and resolved_at is null and ($4::text is null or class = $4) returning id").With(
            unit.Tenant.Value, uid, unit.Now, @class);
        foreach (var alert in await IdsAsync(update, cancellationToken))
        {
            await using var told = unit.Command("select channel_id from alert_delivery where tenant_id = $1 and alert_id = $2 and action = 'trigger' order by id").With(unit.Tenant.Value, alert);
            foreach (var channel in await IdsAsync(told, cancellationToken))
            {
                await OrderAsync(unit, new(alert), new(channel), AlertAction.Resolve, unit.Now, cancellationToken);
            }
        }
    }

    /// <summary>One message to one channel; its operation is returned.</summary>
    public static async Task<OperationId?> OrderAsync(
        TenantUnitOfWork unit, AlertId alert, AlertChannelId channel, AlertAction action, DateTimeOffset notBefore, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var delivery = new AlertDeliveryId(unit.NewId());
        await using var insert = unit.Command(
            "insert into alert_delivery (tenant_id, id, alert_id, channel_id, action, created_at) values ($1, $2, $3, $4, $5, $6) on conflict (tenant_id, alert_id, channel_id, action) do nothing").With(
            unit.Tenant.Value, delivery.Value, alert.Value, channel.Value, action == AlertAction.Trigger ? "trigger" : "resolve", unit.Now);
        return await insert.ExecuteNonQueryAsync(cancellationToken) == 0
            ? null
            : unit.Enqueue(OperationKind.DeliverAlert, SerialKey(alert, channel), ("alert-delivery", delivery.ToString()), "{}", "", "Portal", notBefore);
    }

    /// <summary>Messages about one alert to one channel keep their order.</summary>
    public static string SerialKey(AlertId alert, AlertChannelId channel) => $"alert:{alert.Value:n}:{channel.Value:n}";

    private static async Task<List<AlertChannelRow>> ChannelsAsync(TenantUnitOfWork unit, AlertSeverity severity, CancellationToken cancellationToken)
    {
        // A handful; who is told of what is decided here, where severities have an order.
        var channels = await unit.Db.Set<AlertChannelRow>().AsNoTracking().OrderBy(channel => channel.Id).ToListAsync(cancellationToken);
        return channels.FindAll(channel => channel.Severity <= severity);
    }

    private static async Task<List<Guid>> IdsAsync(Npgsql.NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new List<Guid>();
        while (await row.ReadAsync(cancellationToken))
        {
            ids.Add(row.GetGuid(0));
        }

        return ids;
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];
}
