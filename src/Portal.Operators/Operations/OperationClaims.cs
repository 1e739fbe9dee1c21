using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Operators.Operations;

/// <summary>
/// Takes and returns operations. The row is the truth: whichever scheduler, on whichever replica, thinks that an operation
/// is due, only the one statement that takes it decides.
/// </summary>
internal sealed class OperationClaims(TenantPlaces places, TimeProvider time)
{
    /// <summary>How long an attempt may take before another replica may think that this one died.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private const string Due =
        """
        (o.state = 'queued' and o.not_before <= $1 or o.state = 'running' and o.lease_until < $1)
        -- Who is not served is not worked for either; what is about its own life and about money that has moved is done.
        and (o.kind = any ($2) or exists (select from portal.tenant t where t.id = o.tenant_id and t.state in ('provisioning', 'active')))
        and not exists (
            select from portal.operation e
            where e.tenant_id = o.tenant_id and e.serial_key = o.serial_key and e.state in ('queued', 'running') and (e.created_at, e.id) < (o.created_at, o.id))
        """;

    private static readonly string[] Always = [.. OperationKind.OfEveryState];

    private DateTimeOffset Now => PostgresClock.Now(time);

    /// <summary>Operations in one database that nobody works on and nothing stands before, oldest first.</summary>
    public async Task<IReadOnlyList<(TenantId Tenant, OperationId Id)>> FindDueAsync(PlatformDatabase database, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand($"select o.tenant_id, o.id from portal.operation o where {Due} order by o.created_at limit 200");
        command.With(Now, Always);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<(TenantId, OperationId)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add((new(reader.GetGuid(0)), new(reader.GetGuid(1))));
        }

        return found;
    }

    /// <returns>The operation, or null when it is not due, is somebody else's, or has ended.</returns>
    public async Task<ClaimedOperation?> TakeAsync(TenantId tenant, OperationId id, CancellationToken cancellationToken)
    {
        await using var command = (await places.SourceAsync(tenant, cancellationToken)).CreateCommand(
            $"""
            update portal.operation o set state = 'running', attempts = attempts + 1, lease_until = $5, started_at = coalesce(started_at, $1)
            where o.tenant_id = $3 and o.id = $4 and {Due}
            returning kind, subject_id, payload, attempts, correlation_id, created_by
            """);
        command.With(Now, Always, tenant.Value, id.Value, Now + Lease);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new ClaimedOperation(tenant, id, reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetString(4), reader.GetString(5))
            : null;
    }

    /// <summary>Goes on with an attempt that takes long.</summary>
    /// <returns>False when somebody else has taken over.</returns>
    public async Task<bool> RenewAsync(ClaimedOperation operation, CancellationToken cancellationToken)
    {
        await using var command = (await places.SourceAsync(operation.Tenant, cancellationToken)).CreateCommand(
            "update portal.operation set lease_until = $4 where tenant_id = $1 and id = $2 and attempts = $3 and state = 'running'");
        command.With(operation.Tenant.Value, operation.Id.Value, operation.Attempt, Now + Lease);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Ends an attempt. Without effect when the lease has run out and somebody else has taken over.</summary>
    public async Task<bool> ReturnAsync(ClaimedOperation operation, string state, string? error, DateTimeOffset notBefore, CancellationToken cancellationToken)
    {
        await using var command = (await places.SourceAsync(operation.Tenant, cancellationToken)).CreateCommand(
            """
            update portal.operation set state = $4, error = $5, not_before = $6, lease_until = null, finished_at = case when $4 = 'queued' then null else $7 end
            where tenant_id = $1 and id = $2 and attempts = $3 and state = 'running'
            """);
        command.With(operation.Tenant.Value, operation.Id.Value, operation.Attempt, state, error, notBefore, Now);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
