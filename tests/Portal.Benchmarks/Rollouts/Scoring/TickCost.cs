using System.Diagnostics;
using Portal.Benchmarks.Rollouts.Traffic;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Analysis;

namespace Portal.Benchmarks.Rollouts.Scoring;

/// <summary>What one sample of one rollout costs.</summary>
internal static class TickCost
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    /// <returns>Microseconds and bytes allocated for taking in a sample and asking for the verdict's number; means over all the samples of a run.</returns>
    public static (double Microseconds, double Bytes) Measure(int runs)
    {
        var run = new TrafficRun();
        run.Generate(Contest.Case("A1/steady-2%"), 1);
        var best = double.PositiveInfinity;
        var bytes = 0.0;
        for (var i = 0; i < runs; i++)
        {
            var analysis = new CanaryAnalysis(AnalysisSettings.Default with { Interval = TimeSpan.FromSeconds(TrafficRun.Interval) });
            analysis.BeginStep(Start);
            Feed(analysis, run.Ticks.AsSpan(0, 1));
            var (before, began) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            Feed(analysis, run.Ticks.AsSpan(1));
            var ticks = run.Ticks.Length - 1;
            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalMicroseconds / ticks);
            bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / ticks;
        }

        return (best, bytes);
    }

    private static void Feed(CanaryAnalysis analysis, ReadOnlySpan<TrafficTick> ticks)
    {
        foreach (ref readonly var tick in ticks)
        {
            analysis.Observe(new AnalysisSample(Start + TimeSpan.FromSeconds(tick.Second), tick.Stable, tick.Canary));
            if (analysis.HasFailed || !(analysis.EValue >= 0))
            {
                throw new InvalidOperationException($"A good version failed: {analysis.Judge(Start).Message}");
            }
        }
    }
}
