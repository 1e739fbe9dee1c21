using Npgsql;
using Portal.Domain;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Operations;

/// <summary>What people do to an operation: retry one that failed, cancel one that is not over, discard one that failed. In the caller's unit of work.</summary>
public static class OperationControl
{
    private const string Retry =
        """
        update operation set state = 'queued', not_before = $3, attempts_before = attempts, error = null, finished_at = null, progress = 0, progress_text = '',
            cancel_requested_at = null, cancel_reason = null,
            -- A deadline that has passed would fail it again at once.
            deadline = case when deadline > $3 then deadline end,
            attempt_log = attempt_log || jsonb_build_object('outcome', 'retried', 'endedAt', $3::timestamptz, 'by', $4::text)
        where tenant_id = $1 and id = $2
        """;

    private const string Cancel =
        """
        update operation set cancel_requested_at = $3, cancel_reason = $4,
            state = case when state = 'running' then state else 'canceled' end,
            finished_at = case when state = 'running' then null else $3 end,
            error = case when state = 'queued' then $4 else error end,
            -- What failed was put away then.
            abandon_due = case when state = 'queued' then true else abandon_due end,
            attempt_log = attempt_log || jsonb_build_object('outcome', 'canceled', 'endedAt', $3::timestamptz, 'by', $5::text, 'error', $4)
        where tenant_id = $1 and id = $2
        """;

    /// <summary>Tries a failed operation again, with all its attempts, in its old place in the order of its key.</summary>
    /// <returns>What became of it; or null when there is none of this id.</returns>
    public static async Task<Result<OperationTurn?>> RetryAsync(TenantUnitOfWork unit, OperationId id, string by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        if (await LockAsync(unit, id, cancellationToken) is not { } found)
        {
            return (OperationTurn?)null;
        }

        if (!found.State.Allows(OperationEvent.Retried))
        {
            return OperationRefusal.NotFailed(found.State);
        }

        if (OperationRetry.Instead(found.Kind) is { } instead)
        {
            return OperationRefusal.NotRetryable(instead);
        }

        await RunAsync(unit, Retry, cancellationToken, unit.Tenant.Value, id.Value, unit.Now, by);
        await NotifyAsync(unit, "", cancellationToken);
        unit.Publish(Topic.Operation, id.ToString());
        return new OperationTurn(found.Kind, found.State, OperationState.Queued);
    }

    /// <summary>Cancels a queued operation at once, asks a running one to stop, discards a failed one.</summary>
    /// <param name="unit">Of the operation's tenant.</param>
    /// <param name="id">Which one.</param>
    /// <param name="reason">For people to read.</param>
    /// <param name="by">Who, in words.</param>
    /// <param name="may">Whether the kind may be canceled by whoever asks.</param>
    /// <param name="cancellationToken">Stops before the statement.</param>
    /// <returns>What became of it; or null when there is none of this id.</returns>
    public static async Task<Result<OperationTurn?>> CancelAsync(
        TenantUnitOfWork unit, OperationId id, string reason, string by, Func<string, bool> may, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(may);
        if (await LockAsync(unit, id, cancellationToken) is not { } found)
        {
            return (OperationTurn?)null;
        }

        if (!found.State.Allows(OperationEvent.Canceled))
        {
            return OperationRefusal.IsOver(found.State);
        }

        if (!may(found.Kind))
        {
            return OperationRefusal.NotCancelable(found.Kind);
        }

        await RunAsync(unit, Cancel, cancellationToken, unit.Tenant.Value, id.Value, unit.Now, reason, by);
        await NotifyAsync(unit, found.State == OperationState.Running ? $"cancel:{id.Value}" : "", cancellationToken);
        unit.Publish(Topic.Operation, id.ToString());
        // A running one is asked to stop; whether it does is seen later.
        return new OperationTurn(found.Kind, found.State, found.State == OperationState.Running ? found.State : OperationState.Canceled);
    }

    private static async Task<(OperationState State, string Kind)?> LockAsync(TenantUnitOfWork unit, OperationId id, CancellationToken cancellationToken)
    {
        await using var select = With(unit.Command("select state, kind from operation where tenant_id = $1 and id = $2 for update"), unit.Tenant.Value, id.Value);
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? (Enum.Parse<OperationState>(row.GetString(0), ignoreCase: true), row.GetString(1)) : null;
    }

    private static Task NotifyAsync(TenantUnitOfWork unit, string payload, CancellationToken cancellationToken) =>
        RunAsync(unit, "select pg_notify('portal_operation', $1)", cancellationToken, payload);

    private static async Task RunAsync(TenantUnitOfWork unit, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = With(unit.Command(sql), values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlCommand With(NpgsqlCommand command, params object[] values)
    {
        command.With(values);

        return command;
    }
}
