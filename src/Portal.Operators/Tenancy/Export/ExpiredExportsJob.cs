using Microsoft.Extensions.Logging;
using Portal.Infrastructure.Tenancy.Export;
using Quartz;

namespace Portal.Operators.Tenancy.Export;

/// <summary>Removes archives whose week is over. One replica does it for all.</summary>
[DisallowConcurrentExecution]
internal sealed partial class ExpiredExportsJob(TenantExports exports, ILogger<ExpiredExportsJob> logger) : IJob
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    public static async Task EnsureScheduledAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        var job = JobBuilder.Create<ExpiredExportsJob>().WithIdentity("expired-exports", "housekeeping").Build();
        var trigger = TriggerBuilder.Create().WithIdentity("expired-exports", "housekeeping").WithSimpleSchedule(Every).Build();
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

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        Removed(logger, await exports.ExpireAsync(cancellationToken));

    [LoggerMessage(5240, LogLevel.Debug, "Removed {Count} archives of tenants.")]
    private static partial void Removed(ILogger logger, int count);
}
