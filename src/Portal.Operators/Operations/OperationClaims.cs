using Npgsql;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Operators.Operations;

/// <summary>
/// Takes operations. The row is the truth: whatever woke this process, and whatever others do meanwhile, only the one statement that takes them decides.
/// </summary>
internal sealed class OperationClaims(TenantPlaces places, QueueOptions options, TimeProvider time)
{
    private static readonly string[] Always = [.. OperationKind.OfEveryState];

    private DateTimeOffset Now => PostgresClock.Now(time);

    /// <summary>Takes operations that are due in one database, fairly between tenants.</summary>
    /// <param name="database">Where to look.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <param name="among">Only these; any when null.</param>
    public Task<IReadOnlyList<ClaimedOperation>> ClaimAsync(
        PlatformDatabase database, int most, CancellationToken cancellationToken, IReadOnlyList<OperationId>? among = null) =>
        TakeAsync(database, OperationSql.Claim, most, among, cancellationToken, options.PerTenant);

    /// <summary>Takes operations that have been due for too long, into the places that go by age.</summary>
    public Task<IReadOnlyList<ClaimedOperation>> ClaimAgedAsync(PlatformDatabase database, int most, CancellationToken cancellationToken) =>
        TakeAsync(database, OperationSql.ClaimAged, most, null, cancellationToken, Now - OperationAging.Patience, OperationAging.Places);

    /// <summary>Takes one operation, wherever its tenant lives.</summary>
    /// <returns>Null when it is not due, is somebody else's, or has ended.</returns>
    public async Task<ClaimedOperation?> TakeAsync(TenantId tenant, OperationId id, CancellationToken cancellationToken) =>
        (await ClaimAsync(new PlatformDatabase(await places.SourceAsync(tenant, cancellationToken)), 1, cancellationToken, [id])).SingleOrDefault();

    /// <summary>Puts back what dead processes held, and fails what is past its deadline.</summary>
    /// <returns>How many changed.</returns>
    public async Task<int> SweepAsync(PlatformDatabase database, CancellationToken cancellationToken)
    {
        await using var recover = database.Source.CreateCommand(OperationSql.Recover).With(Now);
        await using var expire = database.Source.CreateCommand(OperationSql.Expire).With(Now);
        return await recover.ExecuteNonQueryAsync(cancellationToken) + await expire.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Takes what ended outside an attempt, with the reason, for its handler to put away.</summary>
    public async Task<IReadOnlyList<(ClaimedOperation Operation, string Reason)>> TakeAbandonedAsync(PlatformDatabase database, int most, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(OperationSql.TakeAbandoned).With(Now, most, Now + options.Lease);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var taken = new List<(ClaimedOperation, string)>();
        while (await row.ReadAsync(cancellationToken))
        {
            taken.Add((Read(row), row.GetString(11)));
        }

        return taken;
    }

    /// <summary>It is put away.</summary>
    public async Task SettleAsync(ClaimedOperation operation, CancellationToken cancellationToken)
    {
        await using var command = (await places.SourceAsync(operation.Tenant, cancellationToken)).CreateCommand(
            "update portal.operation set abandon_due = false, lease_until = null where tenant_id = $1 and id = $2 and abandon_due and state <> 'running'")
            .With(operation.Tenant.Value, operation.Id.Value);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>When there will be something to look at that nobody announces; null when there is nothing.</summary>
    public async Task<DateTimeOffset?> NextAsync(PlatformDatabase database, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(OperationSql.Next).With(Now);
        return await command.ExecuteScalarAsync(cancellationToken) is DateTime next ? new DateTimeOffset(next, TimeSpan.Zero) : null;
    }

    private async Task<IReadOnlyList<ClaimedOperation>> TakeAsync(
        PlatformDatabase database, string sql, int most, IReadOnlyList<OperationId>? among, CancellationToken cancellationToken, params object[] more)
    {
        var now = Now;
        await using var batch = database.Source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(OperationSql.LockClaims));
        var only = new NpgsqlParameter<Guid[]?> { TypedValue = among is null ? null : [.. among.Select(id => id.Value)], NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Uuid };
        batch.BatchCommands.Add(new NpgsqlBatchCommand(sql).With([now, Always, most, only, now + options.Lease, .. more]));
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        await row.NextResultAsync(cancellationToken);
        var taken = new List<ClaimedOperation>();
        while (await row.ReadAsync(cancellationToken))
        {
            taken.Add(Read(row));
        }

        return taken;
    }

    private static ClaimedOperation Read(NpgsqlDataReader row) => new(
        new(row.GetGuid(0)), new(row.GetGuid(1)), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt32(5), row.GetInt32(6), row.GetString(7), row.GetString(8),
        row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9), row.IsDBNull(10) ? null : row.GetString(10));
}
