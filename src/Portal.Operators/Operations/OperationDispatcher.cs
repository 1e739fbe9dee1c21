using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Infrastructure.Database;
using Portal.Operators.Hosting;
using Portal.Operators.Kubernetes;
using Portal.Operators.Tenancy.Export;
using Quartz;

namespace Portal.Operators.Operations;

/// <summary>
/// Hears of new operations (<c>LISTEN portal_operation</c>) and schedules what is due; looks by itself now and then, since
/// notifications can be lost. A database that is away is waited for.
/// </summary>
internal sealed partial class OperationDispatcher(
    PlatformDatabase database,
    OwnDatabases databases,
    OperationClaims claims,
    OperationSignal signal,
    ISchedulerFactory schedulers,
    OperatorHealth health,
    TimeProvider time,
    ILogger<OperationDispatcher> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

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
        health.IsDispatching = false;
        var scheduler = await StartSchedulerAsync(stoppingToken);
        var listening = Task.WhenAll(databases.Platforms.Select(source => ListenAsync(source, stoppingToken)));
        await KeepTryingAsync("dispatching", async () =>
        {
            while (true)
            {
                await ScheduleDueAsync(scheduler, database, stoppingToken);
                foreach (var own in databases.All)
                {
                    await TryScheduleDueAsync(scheduler, own, stoppingToken);
                }

                health.IsDispatching = true;
                await signal.WaitAsync(LookEvery, time, stoppingToken);
            }
        }, stoppingToken);
        await listening;
    }

    private async Task ScheduleDueAsync(IScheduler scheduler, PlatformDatabase source, CancellationToken cancellationToken)
    {
        foreach (var (tenant, id) in await claims.FindDueAsync(source, cancellationToken))
        {
            await OperationSchedule.NowAsync(scheduler, tenant, id, cancellationToken);
        }
    }

    /// <summary>A tenant's own database that is away holds up that tenant alone.</summary>
    private async Task TryScheduleDueAsync(IScheduler scheduler, OwnDatabase own, CancellationToken cancellationToken)
    {
        try
        {
            await ScheduleDueAsync(scheduler, own.Platform, cancellationToken);
        }
        catch (Exception away) when (away is NpgsqlException or IOException or TimeoutException)
        {
            Interrupted(logger, $"what is in {own.Name}", away.Message, LookEvery.TotalSeconds);
        }
    }

    /// <summary>The scheduler is built only once its tables can be reached: it does not start without them.</summary>
    private async Task<IScheduler> StartSchedulerAsync(CancellationToken cancellationToken)
    {
        IScheduler? scheduler = null;
        await KeepTryingAsync("the scheduler", async () =>
        {
            await using (var probe = database.Source.CreateCommand("select count(*) from quartz.qrtz_locks"))
            {
                await probe.ExecuteScalarAsync(cancellationToken);
            }

            scheduler = await schedulers.GetScheduler(cancellationToken);
            await OutboxCleanupJob.EnsureScheduledAsync(scheduler, cancellationToken);
            await ExpiredExportsJob.EnsureScheduledAsync(scheduler, cancellationToken);
            await scheduler.Start(cancellationToken);
        }, cancellationToken);
        return scheduler ?? throw new OperationCanceledException(cancellationToken);
    }

    private Task ListenAsync(PlatformDatabase source, CancellationToken cancellationToken) => KeepTryingAsync("listening", async () =>
    {
        await using var connection = await source.Source.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, _) => signal.Raise();
        await using (var listen = new NpgsqlCommand("listen portal_operation", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        // Whatever was written before anybody listened.
        signal.Raise();
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }, cancellationToken);

    /// <summary>Does it until it returns or the process stops; failures wait longer each time.</summary>
    private async Task KeepTryingAsync(string what, Func<Task> attempt, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(15));
        while (!cancellationToken.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            try
            {
                await attempt();
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or SchedulerException or IOException or TimeoutException)
            {
                if (time.GetElapsedTime(started) > TimeSpan.FromMinutes(2))
                {
                    backoff.Reset();
                }

                health.IsDispatching = false;
                var wait = backoff.Next();
                Interrupted(logger, what, e.Message, wait.TotalSeconds);
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(5210, LogLevel.Warning, "The database keeps {What} waiting: {Reason} Again in {Seconds:0.0} s.")]
    private static partial void Interrupted(ILogger logger, string what, string reason, double seconds);
}
