using System.Diagnostics;

namespace Portal.Benchmarks.Startup;

/// <summary>From starting <c>Portal.Local</c> to everything being ready, and what the two processes then occupy.</summary>
internal sealed class StartupBenchmark : IBenchmark
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    public string Name => "startup";

    public string Summary => "from starting Portal.Local to ready, warm (data folder and disk cache are there); memory when idle";

    public IReadOnlyList<Goal> Goals { get; } = [new("ready_s", "s", 8), new("web_rss_mb", "MB", 180), new("operator_rss_mb", "MB", 120)];

    public async Task<IReadOnlyList<double>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var folder = LocalProduct.NewFolder();
        try
        {
            Console.WriteLine($"first start, with an empty data folder: {await StartOnceAsync(folder, cancellationToken):0.00} s");
            var times = new List<double>();
            for (var run = 0; run < (quick ? 1 : 5); run++)
            {
                times.Add(await StartOnceAsync(folder, cancellationToken));
                Console.WriteLine($"start {run + 1}: {times[^1]:0.00} s");
            }

            times.Sort();
            var (web, worker) = await MemoryAsync(folder, cancellationToken);
            return [times[times.Count / 2], web, worker];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> StartOnceAsync(string folder, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        await using var product = await LocalProduct.StartAsync(folder, cancellationToken);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<(double Web, double Worker)> MemoryAsync(string folder, CancellationToken cancellationToken)
    {
        await using var product = await LocalProduct.StartAsync(folder, cancellationToken);
        await Task.Delay(Idle, cancellationToken);
        var processes = product.Description.Processes;
        return (ResidentMemory.Kilobytes(processes.Web!.Value) / 1024, ResidentMemory.Kilobytes(processes.Operator!.Value) / 1024);
    }
}
