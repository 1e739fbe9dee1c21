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
            insert into alert (tenant_id, id, subject_uid, revision, transition, class, dedup_key, severity, title, summary, facts, dashboard_path, created_at, plugin_key, runbook_url)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12, $13, $14, $15) on conflict (tenant_id, subject_uid, revision, transition) do nothing
            """).With(
            unit.Tenant.Value, id.Value, source.Uid, source.Revision, source.Transition, alert.Class, alert.DedupKey, SeverityWord.Of(alert.Severity), Cut(alert.Title, 500),
            Cut(alert.Summary, 4000), JsonSerializer.Serialize(alert.Facts, Json), dashboardPath, alert.At, source.Plugin, alert.RunbookUrl);
        if (await insert.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return false;
        }

        var told = await ToldAsync(unit, id, alert.DedupKey, cancellationToken);
        // A handful; who is told of what is decided by the rule, where severities have an order.
        foreach (var channel in await unit.Db.Set<AlertChannelRow>().AsNoTracking().OrderBy(channel => channel.Id).ToListAsync(cancellationToken))
        {
            var decision = channel.Route.Decide(alert.Class, alert.Severity, unit.Now, told.TryGetValue(channel.Id.Value, out var before) ? before : null);
            if (decision.At is { } at)
            {
                await OrderAsync(unit, id, channel.Id, AlertAction.Trigger, at, decision.Hold, cancellationToken);
            }
        }

        unit.Publish(Topic.Alert, id.ToString());
        return true;
    }

    /// <summary>Says that what was wrong with an object is over by now, to everybody who was told of it.</summary>
    public static Task ResolveAsync(TenantUnitOfWork unit, string uid, string? @class, CancellationToken cancellationToken) =>
        ResolveAsync(unit, uid, @class, null, cancellationToken);

    /// <summary>Says that what was wrong with an object is over, to everybody who was told of it.</summary>
    /// <param name="unit">Whose transaction.</param>
    /// <param name="uid">Of the object.</param>
    /// <param name="class">Only alerts of this class; null ends all.</param>
    /// <param name="at">When it was over: what began later is not over, however late or often this is told. Null ends all that is known.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public static async Task ResolveAsync(TenantUnitOfWork unit, string uid, string? @class, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        await using var update = unit.Command(
            "update alert set resolved_at = $3 where tenant_id = $1 and subject_uid = $2 and resolved_at is null and ($4::text is null or class = $4) and ($5::timestamptz is null or created_at <= $5) returning id").With(
            unit.Tenant.Value, uid, unit.Now, @class, at);
        foreach (var alert in await IdsAsync(update, cancellationToken))
        {
            unit.Publish(Topic.Alert, new AlertId(alert).ToString());
            await using var told = unit.Command("select channel_id from alert_delivery where tenant_id = $1 and alert_id = $2 and action = 'trigger' order by id").With(unit.Tenant.Value, alert);
            foreach (var channel in await IdsAsync(told, cancellationToken))
            {
                await OrderAsync(unit, new(alert), new(channel), AlertAction.Resolve, unit.Now, null, cancellationToken);
            }
        }
    }

    /// <summary>One message to one channel; its operation is returned.</summary>
    public static async Task<OperationId?> OrderAsync(
        TenantUnitOfWork unit, AlertId alert, AlertChannelId channel, AlertAction action, DateTimeOffset notBefore, AlertHold? held, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var delivery = new AlertDeliveryId(unit.NewId());
        await using var insert = unit.Command(
            """
            insert into alert_delivery (tenant_id, id, alert_id, channel_id, action, created_at, due_at, held) values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (tenant_id, alert_id, channel_id, action) do nothing
            """).With(
            unit.Tenant.Value, delivery.Value, alert.Value, channel.Value, action == AlertAction.Trigger ? "trigger" : "resolve", unit.Now, held is null ? null : notBefore, Word(held));
        return await insert.ExecuteNonQueryAsync(cancellationToken) == 0
            ? null
            : unit.Enqueue(OperationKind.DeliverAlert, SerialKey(alert, channel), ("alert-delivery", delivery.ToString()), "{}", "", "Portal", notBefore);
    }

    /// <summary>Messages about one alert to one channel keep their order.</summary>
    public static string SerialKey(AlertId alert, AlertChannelId channel) => $"alert:{alert.Value:n}:{channel.Value:n}";

    /// <summary>When each channel was last told of the same thing. What was to be told later, and was not, does not count: else what comes and goes would never be told.</summary>
    private static async Task<Dictionary<Guid, DateTimeOffset>> ToldAsync(TenantUnitOfWork unit, AlertId alert, string dedupKey, CancellationToken cancellationToken)
    {
        await using var select = unit.Command(
            """
            select d.channel_id, max(coalesce(d.delivered_at, d.created_at)) from alert a join alert_delivery d on d.tenant_id = a.tenant_id and d.alert_id = a.id
            where a.tenant_id = $1 and a.dedup_key = $2 and a.id <> $3 and d.action = 'trigger' and (d.delivered_at is not null or d.held is null) group by d.channel_id
            """).With(unit.Tenant.Value, dedupKey, alert.Value);
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        var told = new Dictionary<Guid, DateTimeOffset>();
        while (await row.ReadAsync(cancellationToken))
        {
            told[row.GetGuid(0)] = row.GetFieldValue<DateTimeOffset>(1);
        }

        return told;
    }

    private static string? Word(AlertHold? held) => held switch
    {
        AlertHold.Quiet => "quiet",
        AlertHold.Escalation => "escalation",
        AlertHold.Repeat => "repeat",
        _ => null,
    };

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
