using Portal.Domain.Operations;
using Portal.Infrastructure.Database;

namespace Portal.Operators.Operations;

/// <summary>Operations of tenants: their rows, their steps, and the news for open pages.</summary>
internal sealed class TenantOperationBook(TenantUnitOfWorks units, TenantPlaces places, QueueOptions options, TimeProvider time) : IOperationBook
{
    private const string End =
        """
        with ended as (
            update operation set lease_until = null, error = $5, not_before = $6,
                -- Called off while the attempt failed: then there is no next one.
                state = case when $4 = 'queued' and cancel_requested_at is not null then 'canceled' else $4 end,
                abandon_due = $4 = 'queued' and cancel_requested_at is not null,
                finished_at = case when $4 = 'queued' and cancel_requested_at is null then null else $7 end,
                progress = case when $4 = 'succeeded' then 100 else progress end,
                attempts_before = attempts_before + case when $8 then 0 else 1 end,
                attempt_log = case when $4 = 'succeeded' then attempt_log else attempt_log
                    || jsonb_build_object('attempt', attempts, 'startedAt', attempt_started_at, 'endedAt', $7::timestamptz, 'outcome', $9::text, 'error', $5) end
            where tenant_id = $1 and id = $2 and attempts = $3 and state = 'running'
            returning tenant_id, id)
        insert into operation_step (tenant_id, operation_id, sequence, occurred_at, name, state, message)
        select tenant_id, id, (select coalesce(max(sequence), 0) + 1 from operation_step where tenant_id = $1 and operation_id = $2), $13, $10, $11, $12 from ended
        """;

    private const string Tell =
        """
        insert into operation_step (tenant_id, operation_id, sequence, occurred_at, name, state, message)
        select $1, $2, coalesce(max(sequence), 0) + 1, $3, $4, $5, $6 from operation_step where tenant_id = $1 and operation_id = $2
        having not $7 or count(*) filter (where name = $4 and state = 'succeeded') = 0
        """;

    private const string Report =
        """
        with reported as (
            update portal.operation set progress = $4, progress_text = $5
            where tenant_id = $1 and id = $2 and attempts = $3 and state = 'running' and (progress, progress_text) <> ($4, $5) returning id)
        select pg_notify('portal_event', $6) from reported
        """;

    /// <summary>Binds no tenant: whoever moves one holds its lock all the while, and must not lose its lease over that.</summary>
    public async Task<OperationRenewal> RenewAsync(ClaimedOperation operation, CancellationToken cancellationToken)
    {
        await using var command = (await places.SourceAsync(operation.Tenant, cancellationToken)).CreateCommand(
            "update portal.operation set lease_until = $4 where tenant_id = $1 and id = $2 and attempts = $3 and state = 'running' returning cancel_requested_at is not null, cancel_reason");
        command.With(operation.Tenant.Value, operation.Id.Value, operation.Attempt, PostgresClock.Now(time) + options.Lease);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new(true, row.GetBoolean(0) ? row.IsDBNull(1) ? "It was canceled." : row.GetString(1) : null)
            : new(false, null);
    }

    public async Task<bool> EndAsync(ClaimedOperation operation, OperationEnding ending, CancellationToken cancellationToken)
    {
        await using var unit = await units.BeginInAnyStateAsync(operation.Tenant, cancellationToken);
        var (name, state, message) = ending.Step(operation.Attempt);
        await using var end = unit.Command(End).With(
            operation.Tenant.Value, operation.Id.Value, operation.Attempt, ending.Word, Text(ending.Error), ending.NotBefore, PostgresClock.Now(time), ending.Counts, ending.Outcome,
            name, state, message, unit.Now);
        if (await end.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return false;
        }

        unit.Publish(Topic.Operation, operation.Id.ToString());
        await unit.CommitAsync(cancellationToken);
        return true;
    }

    public async Task TellAsync(ClaimedOperation operation, (string Name, string State, string Message) step, bool once, CancellationToken cancellationToken)
    {
        await using var unit = await units.BeginInAnyStateAsync(operation.Tenant, cancellationToken);
        await using var insert = unit.Command(Tell).With(operation.Tenant.Value, operation.Id.Value, unit.Now, step.Name, step.State, step.Message, once);
        if (await insert.ExecuteNonQueryAsync(cancellationToken) > 0)
        {
            unit.Publish(Topic.Operation, operation.Id.ToString());
            await unit.CommitAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Binds no tenant either: whoever moves one says how far it is while it holds the lock. Told to open pages alone and not through the outbox: nobody's
    /// webhook waits for each percent.
    /// </summary>
    public async Task ReportAsync(ClaimedOperation operation, int percent, string words, CancellationToken cancellationToken)
    {
        await using var report = (await places.SourceAsync(operation.Tenant, cancellationToken)).CreateCommand(Report);
        report.With(operation.Tenant.Value, operation.Id.Value, operation.Attempt, (short)percent, words, $"{operation.Tenant.Value}:{Topic.Operation}:{operation.Id}");
        await report.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A null of a known type: in an expression PostgreSQL cannot guess it.</summary>
    private static Npgsql.NpgsqlParameter Text(string? value) => new() { Value = value is null ? DBNull.Value : value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text };
}
