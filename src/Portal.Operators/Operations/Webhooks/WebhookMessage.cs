using Portal.Domain.Operations.Webhooks;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Operations.Webhooks;

namespace Portal.Operators.Operations.Webhooks;

/// <summary>A delivery with its endpoint, as the handler reads them.</summary>
internal sealed record WebhookMessage(WebhookDeliveryId Id, WebhookEndpointId Endpoint, string Url, string Topic, string Subject, DateTimeOffset CreatedAt)
{
    public required bool IsDelivered { get; init; }

    public required bool IsEnabled { get; init; }

    public required Sealed? Secret { get; init; }

    public required Sealed? Previous { get; init; }

    public required DateTimeOffset? PreviousUntil { get; init; }

    /// <summary>What was signed, where it is about that; null otherwise.</summary>
    public required string? Note { get; init; }

    /// <summary>Null when the endpoint was deleted.</summary>
    public static async Task<WebhookMessage?> FindAsync(OperationWork work, WebhookDeliveryId id, CancellationToken cancellationToken)
    {
        await using var unit = await work.Units.BeginAsync(work.Operation.Tenant, cancellationToken);
        await using var select = unit.Command(
            """
            select e.id, e.url, d.topic, d.subject_id, d.created_at, d.delivered_at is not null, e.state = 'enabled', e.secret_sealed, e.previous_secret_sealed, e.previous_until, c.note
            from webhook_delivery d join webhook_endpoint e on e.tenant_id = d.tenant_id and e.id = d.endpoint_id
            left join audit_checkpoint c on c.tenant_id = d.tenant_id and c.size = case when d.topic = $3 then d.subject_id::bigint end
            where d.tenant_id = $1 and d.id = $2
            """).With(unit.Tenant.Value, id.Value, Domain.Operations.Topic.Checkpoint);
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new(id, new(row.GetGuid(0)), row.GetString(1), row.GetString(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4))
            {
                IsDelivered = row.GetBoolean(5),
                IsEnabled = row.GetBoolean(6),
                Secret = row.IsDBNull(7) ? null : Sealed.Of(row.GetFieldValue<byte[]>(7)),
                Previous = row.IsDBNull(8) ? null : Sealed.Of(row.GetFieldValue<byte[]>(8)),
                PreviousUntil = row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9),
                Note = row.IsDBNull(10) ? null : row.GetString(10),
            }
            : null;
    }

    public async Task KeepAsync(OperationWork work, WebhookAnswer answer, CancellationToken cancellationToken)
    {
        await using var unit = await work.Units.BeginInAnyStateAsync(work.Operation.Tenant, cancellationToken);
        await using var insert = unit.Command(
            """
            insert into webhook_attempt (tenant_id, delivery_id, sequence, attempted_at, milliseconds, status, error, answer)
            select $1, $2, 1 + (select count(*) from webhook_attempt where tenant_id = $1 and delivery_id = $2), $3, $4, $5, $6, $7
            where exists (select from webhook_delivery where tenant_id = $1 and id = $2)
            """).With(unit.Tenant.Value, Id.Value, unit.Now, (int)answer.Took.TotalMilliseconds, answer.Status, answer.Error, answer.Answer);
        await insert.ExecuteNonQueryAsync(cancellationToken);
        if (answer.Error is null)
        {
            await using var update = unit.Command("update webhook_delivery set delivered_at = $3 where tenant_id = $1 and id = $2").With(unit.Tenant.Value, Id.Value, unit.Now);
            await update.ExecuteNonQueryAsync(cancellationToken);
        }

        unit.Publish(Domain.Operations.Topic.Webhook, Endpoint.ToString());
        await unit.CommitAsync(cancellationToken);
    }
}
