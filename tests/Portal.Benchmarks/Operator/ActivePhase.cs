using System.Diagnostics;
using Portal.Benchmarks.Tenancy;
using Portal.Operators.Kubernetes;

namespace Portal.Benchmarks.Operator;

/// <summary>Hundreds of canaries that are measured every five seconds: how late their looks come.</summary>
internal static class ActivePhase
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public static async Task<double> RunAsync(OperatorStage stage, OperatorProcess leader, int fleet, int active, TimeSpan length, CancellationToken cancellationToken)
    {
        // Spread over all tenants.
        var canaries = Enumerable.Range(0, active).Select(i => FleetName.Of(i * (fleet / active))).ToList();
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(canaries, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken }, async (rollout, each) =>
            await stage.UpgradeAsync(rollout, "1.1.0", FleetDocuments.LongCanary, "0.001", each));
        foreach (var rollout in canaries)
        {
            await OperatorStage.UntilAsync(
                async () => (await stage.FindAsync(rollout, cancellationToken)).WholeAt("status", "stepIndex") == 1, $"{rollout.Name} is measured", cancellationToken);
        }

        Console.WriteLine($"{active} canaries at 20 % after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
        await Task.Delay(Interval * 2, cancellationToken);
        stage.Log.Forget();
        var (before, busy) = (stage.Log.Counts, leader.Busy);
        await Task.Delay(length, cancellationToken);
        var calls = stage.Log.Counts.Calls - before.Calls;
        var gaps = stage.Log.Samples.Where(pod => pod.Key.Contains("-canary-", StringComparison.Ordinal)).SelectMany(pod => Gaps(pod.Value)).ToList();
        var lateness = gaps.Select(gap => Math.Max(0, gap - Interval.TotalSeconds)).ToList();
        Console.WriteLine($"{gaps.Count} ticks in {length.TotalSeconds:0} s: {calls / length.TotalSeconds:0} calls a second, {(leader.Busy - busy).TotalSeconds / length.TotalSeconds * 100:0} % of a core, "
            + $"{leader.MegabytesNow:0} MB, lateness p50 {Percentiles.P50(lateness):0.000} s, p95 {Percentiles.P95(lateness):0.000} s, p99 {Percentiles.P99(lateness):0.000} s, worst {lateness.Max():0.000} s");
        var expected = active * length / Interval;
        return gaps.Count > expected * 0.8 ? Percentiles.P99(lateness) : throw new InvalidOperationException($"{gaps.Count} ticks where {expected:0} are expected: see {stage.LogFile}");
    }

    private static IEnumerable<double> Gaps(List<long> times)
    {
        lock (times)
        {
            return [.. times.Zip(times.Skip(1), (one, next) => Stopwatch.GetElapsedTime(one, next).TotalSeconds)];
        }
    }
}
