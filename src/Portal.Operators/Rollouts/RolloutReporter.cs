using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Domain.Rollouts;
using Portal.Domain.Tenancy;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts;

/// <summary>
/// Copies what happens in the cluster into the portal's tables, in order and off the reconciler's path. A database that is
/// away is waited for; what did not fit into the queue meanwhile comes with the next status, which carries the timeline.
/// </summary>
internal sealed partial class RolloutReporter(RolloutRowWriter writer, TimeProvider time, ILogger<RolloutReporter> logger) : BackgroundService, IRolloutReporter
{
    private const int LongestQueue = 5000;

    private readonly Channel<RolloutReading> _readings =
        Channel.CreateBounded<RolloutReading>(new BoundedChannelOptions(LongestQueue) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public void Report(RolloutReading reading) => _readings.Writer.TryWrite(reading);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(15));
        await foreach (var reading in _readings.Reader.ReadAllAsync(stoppingToken))
        {
            if (!Guid.TryParse(reading.Resource.Label(RolloutNames.TenantLabel), out var tenant)
                || !Guid.TryParse(reading.Resource.Annotation(RolloutNames.RolloutAnnotation), out var rollout))
            {
                // Applied by hand: the portal has no row of it.
                continue;
            }

            await WriteAsync(new TenantId(tenant), new RolloutId(rollout), reading, backoff, stoppingToken);
        }
    }

    private async Task WriteAsync(TenantId tenant, RolloutId rollout, RolloutReading reading, Backoff backoff, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await writer.WriteAsync(tenant, rollout, reading, cancellationToken);
                backoff.Reset();
                return;
            }
            catch (Exception e) when (IsTransient(e))
            {
                var wait = backoff.Next();
                Waiting(logger, rollout.ToString(), e.Message, wait.TotalSeconds);
                await Task.Delay(wait, time, cancellationToken);
            }
            catch (Exception e) when (e is NpgsqlException or DbUpdateException or InvalidOperationException)
            {
                // This one cannot be written; the next status says everything again.
                Skipped(logger, rollout.ToString(), e);
                return;
            }
        }
    }

    // Unique violations come from another replica that told the same; the second attempt finds it told.
    private static bool IsTransient(Exception e) => e is NpgsqlException { IsTransient: true } or TimeoutException or IOException
        || (e is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CannotConnectNow })
        || (e.InnerException is { } inner && IsTransient(inner));

    [LoggerMessage(5130, LogLevel.Warning, "News of {Rollout} wait for the database: {Reason} Again in {Seconds:0.0} s.")]
    private static partial void Waiting(ILogger logger, string rollout, string reason, double seconds);

    [LoggerMessage(5131, LogLevel.Error, "News of {Rollout} could not be written.")]
    private static partial void Skipped(ILogger logger, string rollout, Exception exception);
}
