using System.Diagnostics;
using Portal.Benchmarks.Tenancy;
using Portal.Operators.Kubernetes;

namespace Portal.Benchmarks.Operator;

/// <summary>Versions that fail half of their requests, while the others go on: from the sample that decides to no traffic on them, as the gateway says.</summary>
internal static class VerdictPhase
{
    public static async Task<double> RunAsync(OperatorStage stage, int first, int count, CancellationToken cancellationToken)
    {
        // Not those that are at work already: these have never had a canary.
        var bad = Enumerable.Range(first, count * 2).Where(number => number % 10 != 0).Take(count).Select(FleetName.Of).ToList();
        await Parallel.ForEachAsync(bad, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken }, async (rollout, each) =>
            await stage.UpgradeAsync(rollout, "1.1.0", FleetDocuments.LongCanary, "0.5", each));
        var times = new List<double>();
        foreach (var rollout in bad)
        {
            await OperatorStage.UntilAsync(async () => (await stage.FindAsync(rollout, cancellationToken)).TextAt("status", "phase") == "RolledBack", $"{rollout.Name} is rolled back", cancellationToken);
            times.Add(Seconds(stage, rollout));
        }

        Console.WriteLine($"{count} bad versions: from the deciding sample to weight 0 accepted p50 {Percentiles.P50(times):0.000} s, p99 {Percentiles.P99(times):0.000} s, worst {times.Max():0.000} s");
        return Percentiles.P99(times);
    }

    private static double Seconds(OperatorStage stage, FleetName rollout)
    {
        var seen = stage.Routes.Of(rollout);
        var up = seen.ToList().FindIndex(one => one.Weight > 0);
        var written = seen.Skip(up).First(one => one.Weight == 0);
        var accepted = seen.Skip(up).First(one => one is { Weight: 0, Accepted: true });
        return Stopwatch.GetElapsedTime(stage.Log.SampleBefore(rollout, written.At)!.Value, accepted.At).TotalSeconds;
    }
}
