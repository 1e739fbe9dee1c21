using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Remediations;

/// <summary>While this process leads: looks for what is wrong, again and again.</summary>
internal sealed partial class RemediationLoop(RemediationScan scan, ILeadership leadership, TimeProvider time, ILogger<RemediationLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var led = false;
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (leadership.IsLeader && !led)
            {
                scan.Forget();
            }

            led = leadership.IsLeader;
            if (led)
            {
                await LookAsync(stoppingToken);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await scan.RunAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Failed(logger, e.Message, e is KubernetesException or HttpRequestException ? null : e);
        }
    }

    [LoggerMessage(5162, LogLevel.Warning, "It could not be looked for what is wrong with rollouts; the next look comes soon: {Reason}")]
    private static partial void Failed(ILogger logger, string reason, Exception? exception);
}
