using Microsoft.Extensions.Hosting;

namespace Portal.Operators.Hosting;

/// <summary>
/// Gives back memory once nothing is going on. An idle operator allocates so little that the collector would keep what
/// starting, or the last rollout, took for hours.
/// </summary>
internal sealed class IdleTrim(TimeProvider time) : BackgroundService
{
    private const long BusyBytes = 8 * 1024 * 1024;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        var allocated = GC.GetTotalAllocatedBytes();
        var wasBusy = true;
        stoppingToken.Register(timer.Dispose);
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            var before = allocated;
            allocated = GC.GetTotalAllocatedBytes();
            var isBusy = allocated - before > BusyBytes;
            if (wasBusy && !isBusy)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }

            wasBusy = isBusy;
        }
    }
}
