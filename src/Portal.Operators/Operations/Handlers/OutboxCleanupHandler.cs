using System.Globalization;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;

namespace Portal.Operators.Operations.Handlers;

/// <summary>Takes away news that everybody has long heard, in every database.</summary>
internal sealed class OutboxCleanupHandler(OwnDatabases databases, TimeProvider time) : IOperationHandler
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public string Kind => OperationKind.CleanOutbox;

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var database in databases.Platforms)
        {
            await using var delete = database.Source.CreateCommand("delete from portal.outbox_message where created_at < $1").With(PostgresClock.Now(time) - Kept);
            removed += await delete.ExecuteNonQueryAsync(cancellationToken);
        }

        await work.TellAsync("outbox", "succeeded", string.Create(CultureInfo.InvariantCulture, $"Removed {removed:N0} messages."), cancellationToken);
    }
}
