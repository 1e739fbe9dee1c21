using Npgsql;
using Portal.Infrastructure.Tenancy;

namespace Portal.Tenancy;

/// <summary>Writes what was counted every few seconds, and once more at the end. What cannot be written is dropped: figures for people, not for bills.</summary>
internal sealed partial class RequestMeterWriter(RequestMeter meter, RequestCounts counts, TimeProvider time, ILogger<RequestMeterWriter> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await WriteAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The last are written when the process stops.
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var taken = meter.Take();
        if (taken.Count == 0)
        {
            return;
        }

        try
        {
            await counts.AddAsync(taken, time.GetUtcNow(), cancellationToken);
        }
        catch (NpgsqlException away)
        {
            LogLost(taken.Count, away.Message);
        }
    }

    [LoggerMessage(131, LogLevel.Warning, "The request counts of {Count} tenants and minutes were lost: {Reason}")]
    private partial void LogLost(int count, string reason);
}
