using System.Globalization;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;

namespace Portal.Operators.Operations.Handlers;

/// <summary>Takes away news that everybody has long heard, in every database, in small batches.</summary>
internal sealed class OutboxCleanupHandler(OwnDatabases databases, TimeProvider time) : IOperationHandler
{
    internal const int Batch = 2_000;

    private const string Delete =
        "delete from portal.outbox_message m using (select tenant_id, id from portal.outbox_message where created_at < $1 order by created_at limit $2) o where m.tenant_id = o.tenant_id and m.id = o.id";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public string Kind => OperationKind.CleanOutbox;

    public TimeSpan? Longest => TimeSpan.FromMinutes(30);

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var (removed, before) = (0L, PostgresClock.Now(time) - Kept);
        var away = await databases.EachAsync(async database =>
        {
            int some;
            do
            {
                await using var delete = database.Source.CreateCommand(Delete).With(before, Batch);
                some = await delete.ExecuteNonQueryAsync(cancellationToken);
                removed += some;
            }
            while (some == Batch);
        });
        await work.TellAsync("outbox", "succeeded", string.Create(CultureInfo.InvariantCulture, $"Removed {removed:N0} messages."), cancellationToken);
        DatabasesAway.Throw(away);
    }
}
