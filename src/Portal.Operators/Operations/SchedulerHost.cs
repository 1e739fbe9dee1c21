using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Infrastructure.Database;
using Portal.Operators.Operations.Recurring;
using Quartz;

namespace Portal.Operators.Operations;

/// <summary>
/// Runs the clustered scheduler beside the queue: it decides when to look, never what is true. When its tables cannot be reached or are locked, what
/// recurs comes late and everything else goes on.
/// </summary>
internal sealed partial class SchedulerHost(
    PlatformDatabase database, ISchedulerFactory schedulers, IEnumerable<RecurringOperation> recurring, WakeUps wakeUps, TimeProvider time, ILogger<SchedulerHost> logger)
    : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var scheduler in await schedulers.GetAllSchedulers(cancellationToken))
        {
            await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var retrying = new Retrying(time);
        while (!stoppingToken.IsCancellationRequested)
        {
            retrying.Begin();
            try
            {
                var scheduler = await StartSchedulerAsync(stoppingToken);
                await foreach (var at in wakeUps.Asked.ReadAllAsync(stoppingToken))
                {
                    await WakeUpJob.ScheduleAsync(scheduler, at, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or SchedulerException or IOException or TimeoutException)
            {
                var wait = retrying.Next();
                Interrupted(logger, e.Message, wait.TotalSeconds);
                await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>The scheduler is built only once its tables can be reached: it does not start without them.</summary>
    private async Task<IScheduler> StartSchedulerAsync(CancellationToken cancellationToken)
    {
        await using (var probe = database.Source.CreateCommand("select count(*) from quartz.qrtz_locks"))
        {
            await probe.ExecuteScalarAsync(cancellationToken);
        }

        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await WakeUpJob.EnsureAsync(scheduler, cancellationToken);
        await RecurringJob.EnsureAsync(scheduler, [.. recurring], cancellationToken);
        await scheduler.Start(cancellationToken);
        return scheduler;
    }

    [LoggerMessage(5213, LogLevel.Warning, "The scheduler's tables cannot be reached: {Reason} Again in {Seconds:0.0} s.")]
    private static partial void Interrupted(ILogger logger, string reason, double seconds);
}
