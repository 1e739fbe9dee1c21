using Npgsql;
using Portal.Domain.Operations;
using Portal.Domain;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Operations;

/// <summary>What staff do to an operation of the deployment itself, in the caller's transaction as <c>portal_platform</c>.</summary>
public static class PlatformOperationControl
{
    private const string Retry =
        """
        update portal.platform_operation set state = 'queued', not_before = $2, attempts_before = attempts, error = null, finished_at = null, progress = 0, progress_text = '',
            cancel_requested_at = null, cancel_reason = null,
            attempt_log = attempt_log || jsonb_build_object('outcome', 'retried', 'endedAt', $2::timestamptz, 'by', $3::text)
        where id = $1 and not exists (select from portal.platform_operation o where o.kind = platform_operation.kind and o.state in ('queued', 'running'))
        """;

    private const string Cancel =
        """
        update portal.platform_operation set cancel_requested_at = $2, cancel_reason = $4, state = case when state = 'running' then state else 'canceled' end,
            finished_at = case when state = 'running' then null else $2 end, error = case when state = 'queued' then $4 else error end,
            attempt_log = attempt_log || jsonb_build_object('outcome', 'canceled', 'endedAt', $2::timestamptz, 'by', $3::text, 'error', $4)
        where id = $1
        """;

    /// <param name="connection">In a transaction.</param>
    /// <param name="id">Which one.</param>
    /// <param name="reason">Why it is to be canceled; null to retry it.</param>
    /// <param name="by">Who.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Stops before the statement.</param>
    /// <returns>Its kind; or null when there is none of this id.</returns>
    public static async Task<Result<string?>> ChangeAsync(
        NpgsqlConnection connection, OperationId id, string? reason, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await LockAsync(connection, id, cancellationToken) is not { } found)
        {
            return (string?)null;
        }

        if (!found.State.Allows(reason is null ? OperationEvent.Retried : OperationEvent.Canceled))
        {
            return reason is null ? OperationRefusal.NotFailed(found.State) : OperationRefusal.IsOver(found.State);
        }

        object[] values = reason is null ? [id.Value, now, by] : [id.Value, now, by, reason];
        await using var change = With(connection, reason is null ? Retry : Cancel, values);
        if (await change.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return OperationRefusal.IsReplaced(found.Kind);
        }

        await using var notify = With(connection, "select pg_notify('portal_operation', $1)", found.State == OperationState.Running ? $"cancel:{id.Value}" : "");
        await notify.ExecuteNonQueryAsync(cancellationToken);
        return found.Kind;
    }

    private static async Task<(OperationState State, string Kind)?> LockAsync(NpgsqlConnection connection, OperationId id, CancellationToken cancellationToken)
    {
        await using var select = With(connection, "select state, kind from portal.platform_operation where id = $1 for update", id.Value);
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? (Enum.Parse<OperationState>(row.GetString(0), ignoreCase: true), row.GetString(1)) : null;
    }

    private static NpgsqlCommand With(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.With(values);

        return command;
    }
}
