using System.Text.Json;
using Npgsql;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy;

/// <summary>What the platform and its staff did. Append-only, and it outlives the tenants that it tells of.</summary>
public static class PlatformLog
{
    private const string Insert =
        """
        insert into portal.platform_record (id, occurred_at, actor_kind, actor, action, tenant, detail, correlation_id)
        values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8)
        """;

    /// <summary>Writes one record with the command that is given, which decides the transaction.</summary>
    /// <param name="command">Makes a command as <c>portal_platform</c>.</param>
    /// <param name="record">What happened; its detail names neither members nor secrets.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public static async Task WriteAsync(Func<string, NpgsqlCommand> command, PlatformRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(record);
        await using var insert = command(Insert);
        object[] values =
        [
            Guid.CreateVersion7(record.OccurredAt), record.OccurredAt, Word(record.ActorKind), record.Actor, record.Action,
            record.Tenant is { } tenant ? tenant.Value : DBNull.Value, JsonSerializer.Serialize(record.Detail), record.CorrelationId,
        ];
        insert.With(values);

        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Word(LifecycleActor actor) => actor switch
    {
        LifecycleActor.Staff => "staff",
        LifecycleActor.Admin => "admin",
        _ => "system",
    };
}
