using System.Text.Json.Nodes;
using Npgsql;
using NpgsqlTypes;
using Portal.Infrastructure.Database;

namespace Portal.Operators.Operations;

/// <summary>Operations of the deployment as a whole: in the shared database, seen by staff alone.</summary>
internal sealed class PlatformOperations(PlatformDatabase database, QueueOptions options, TimeProvider time) : IOperationBook
{
    private DateTimeOffset Now => PostgresClock.Now(time);

    /// <returns>False when that occurrence is there, or another one of the kind is still open.</returns>
    public async Task<bool> EnqueueAsync(string kind, DateTimeOffset occurrence, string correlationId, CancellationToken cancellationToken)
    {
        await using var insert = database.Source.CreateCommand(PlatformOperationSql.Enqueue).With(kind, occurrence, Now, correlationId, Guid.CreateVersion7(time.GetUtcNow()));
        return await insert.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public async Task<IReadOnlyList<ClaimedOperation>> ClaimAsync(int most, CancellationToken cancellationToken)
    {
        var now = Now;
        await using var claim = database.Source.CreateCommand(PlatformOperationSql.Claim).With(now, now + options.Lease, most);
        await using var row = await claim.ExecuteReaderAsync(cancellationToken);
        var taken = new List<ClaimedOperation>();
        while (await row.ReadAsync(cancellationToken))
        {
            taken.Add(new(default, new(row.GetGuid(0)), row.GetString(1), "", row.GetString(2), row.GetInt32(3), row.GetInt32(4), row.GetString(5), row.GetString(6), null, null));
        }

        return taken;
    }

    /// <summary>Puts back what dead processes held.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        await using var recover = database.Source.CreateCommand(PlatformOperationSql.Recover).With(Now);
        return await recover.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<OperationRenewal> RenewAsync(ClaimedOperation operation, CancellationToken cancellationToken)
    {
        await using var renew = database.Source.CreateCommand(PlatformOperationSql.Renew).With(operation.Id.Value, operation.Attempt, Now + options.Lease);
        await using var row = await renew.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new(true, row.GetBoolean(0) ? row.IsDBNull(1) ? "It was canceled." : row.GetString(1) : null)
            : new(false, null);
    }

    public async Task<bool> EndAsync(ClaimedOperation operation, OperationEnding ending, CancellationToken cancellationToken)
    {
        await using var end = database.Source.CreateCommand(PlatformOperationSql.End).With(
            operation.Id.Value, operation.Attempt, ending.Word, new NpgsqlParameter { Value = ending.Error is null ? DBNull.Value : ending.Error, NpgsqlDbType = NpgsqlDbType.Text },
            ending.NotBefore, Now, ending.Counts, ending.Outcome, Step(ending.Step(operation.Attempt)));
        return await end.ExecuteScalarAsync(cancellationToken) is 1L;
    }

    public async Task TellAsync(ClaimedOperation operation, (string Name, string State, string Message) step, bool once, CancellationToken cancellationToken)
    {
        await using var tell = database.Source.CreateCommand(PlatformOperationSql.Tell).With(operation.Id.Value, Step(step), step.Name, once);
        await tell.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task ReportAsync(ClaimedOperation operation, int percent, string words, CancellationToken cancellationToken)
    {
        await using var report = database.Source.CreateCommand(PlatformOperationSql.Report).With(operation.Id.Value, operation.Attempt, (short)percent, words);
        await report.ExecuteNonQueryAsync(cancellationToken);
    }

    private string Step((string Name, string State, string Message) step) =>
        new JsonArray(new JsonObject { ["at"] = Now.UtcDateTime.ToString("O"), ["name"] = step.Name, ["state"] = step.State, ["message"] = step.Message }).ToJsonString();
}
