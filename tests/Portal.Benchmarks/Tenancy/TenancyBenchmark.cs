using System.Diagnostics;
using System.Globalization;

namespace Portal.Benchmarks.Tenancy;

/// <summary>
/// What isolation costs. Queries and the unit of work are measured on a private server with thousands of tenants, the rest with the whole product as
/// <c>run.sh</c> starts it.
/// </summary>
internal sealed class TenancyBenchmark : IBenchmark
{
    public string Name => "tenancy";

    public string Summary => "5,000 tenants of very different sizes: hot queries with and without row-level security, binding, sign-up, a crowd, idle memory";

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new("rls_p99_ratio_worst", "x", 1.5), new("seq_scans", "scans", 0), new("unit_of_work_overhead_ms", "ms", 0.3),
        new("signup_active_s", "s", 3), new("api_p95_ms", "ms", 150), new("idle_memory_growth_mb", "MB", 20),
    ];

    public async Task<IReadOnlyList<double>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var (count, largest) = quick ? (500, 60_000) : (5_000, 600_000);
        var (ratio, scans, overhead) = await OnServerAsync(count, largest, quick, cancellationToken);
        var folder = LocalProduct.NewFolder();
        try
        {
            var (signUp, api, memory) = await new CrowdedProduct(folder).MeasureAsync(count, TimeSpan.FromSeconds(quick ? 15 : 60), cancellationToken);
            return [ratio, scans, overhead, signUp, api, memory];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Ratio, double Scans, double Overhead)> OnServerAsync(int count, int largest, bool quick, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        await using var tenants = await ManyTenants.StartAsync(count, largest, cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} tenants were there after {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s"));
        var before = await SequentialScans.ReadAsync(tenants, cancellationToken);
        var ratio = await new QueryContest(tenants, rounds: quick ? 3 : 5, calls: quick ? 200 : 600).WorstRatioAsync(cancellationToken);
        var overhead = await UnitOfWorkOverhead.MeasureAsync(tenants, quick ? 1_000 : 5_000, cancellationToken);
        var scans = (await SequentialScans.ReadAsync(tenants, cancellationToken)).Select(table => (table.Key, Count: table.Value - before.GetValueOrDefault(table.Key))).Where(table => table.Count > 0).ToList();
        scans.ForEach(table => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table.Count} sequential scans of {table.Key}")));
        return (ratio, scans.Sum(table => table.Count), overhead);
    }
}
