using Npgsql;
using Portal.Infrastructure.Database;
using Quartz;

namespace Portal.Operators.Operations;

/// <summary>
/// Something is due now: tells every operator, whichever of them the scheduler chose. One trigger for all, moved to the earliest due time; each operator
/// asks for the next one when it has looked.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class WakeUpJob(OwnDatabases databases) : IJob
{
    public static readonly JobKey Key = new("wake-up", "queue");

    private static readonly TriggerKey Trigger = new("wake-up", "queue");

    public static async Task EnsureAsync(IScheduler scheduler, CancellationToken cancellationToken) => await scheduler.AddJob(
        JobBuilder.Create<WakeUpJob>().WithIdentity(Key).StoreDurably().Build(), new AddJobOptions { Replace = true }, cancellationToken);

    public static async Task ScheduleAsync(IScheduler scheduler, DateTimeOffset at, CancellationToken cancellationToken) => await scheduler.ScheduleTrigger(
        TriggerBuilder.Create().ForJob(Key).WithIdentity(Trigger).StartAt(at).Build(), TriggerConflict.KeepEarlier, cancellationToken);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var database in databases.Platforms)
        {
            try
            {
                await using var notify = database.Source.CreateCommand("select pg_notify('portal_operation', '')");
                await notify.ExecuteNonQueryAsync(cancellationToken);
            }
            catch (NpgsqlException)
            {
                // A tenant's own database is away: whoever works there looks again by himself once it is back.
            }
        }
    }
}
