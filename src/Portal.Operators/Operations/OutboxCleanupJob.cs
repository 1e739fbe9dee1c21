using Microsoft.Extensions.Logging;
using Portal.Infrastructure.Database;
using Quartz;

namespace Portal.Operators.Operations;

/// <summary>Takes away news that everybody has long heard. One replica does it for all.</summary>
[DisallowConcurrentExecution]
internal sealed partial class OutboxCleanupJob(OwnDatabases databases, TimeProvider time, ILogger<OutboxCleanupJob> logger) : IJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    public static async Task EnsureScheduledAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        var job = JobBuilder.Create<OutboxCleanupJob>().WithIdentity("outbox-cleanup", "housekeeping").Build();
        var trigger = TriggerBuilder.Create().WithIdentity("outbox-cleanup", "housekeeping").WithSimpleSchedule(Every).Build();
        try
        {
            if (!await scheduler.Exists(job.Key, cancellationToken))
            {
                await scheduler.ScheduleJob(job, trigger, cancellationToken: cancellationToken);
            }
        }
        catch (ObjectAlreadyExistsException)
        {
            // Another replica started in the same moment.
        }
    }

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var database in databases.Platforms)
        {
            await CleanAsync(database, cancellationToken);
        }
    }

    private async Task CleanAsync(PlatformDatabase database, CancellationToken cancellationToken)
    {
        await using var delete = database.Source.CreateCommand("delete from portal.outbox_message where created_at < $1").With(PostgresClock.Now(time) - Kept);
        Removed(logger, await delete.ExecuteNonQueryAsync(cancellationToken));
    }

    [LoggerMessage(5220, LogLevel.Debug, "Removed {Count} outbox messages.")]
    private static partial void Removed(ILogger logger, int count);
}
