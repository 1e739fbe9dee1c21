using System.Text.Json;
using Portal.Benchmarks.Rollouts.Scoring;

namespace Portal.Benchmarks.Rollouts;

/// <summary>RolloutBench: how soon bad versions are found and how often good ones are thrown away, beside what others do on the same traffic.</summary>
internal sealed class RolloutBenchmark : IBenchmark
{
    public string Name => "rollouts";

    public string Summary => "canary analysis: 7 good and 12 bad families of traffic, against Flagger's and Argo's rules and four tests; see docs/rollouts/analysis.md";

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new("ttd_p50_s", "s", 20), new("ttd_p95_s", "s", 45), new("late_ttd_p95_s", "s", 60), new("false_rollback_worst", "per 30 min", 0.01),
        new("errors_exposed_p95", "requests", 25), new("good_delay_ratio", "of the plan", 0.10), new("sprt_p50_ratio", "times", 1.5),
        new("tick_us", "us", 50), new("tick_bytes", "B", 0),
    ];

    public Task<IReadOnlyList<double>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var scores = new List<CaseScore>();
        foreach (var traffic in Contest.Cases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var seeds = traffic.Label == Traffic.Label.Good ? (quick ? 100 : 2_000) : (quick ? 100 : 1_000);
            foreach (var score in Contest.Run(traffic, seeds, Environment.ProcessorCount, Contest.Everybody))
            {
                scores.Add(score);
                Console.WriteLine(JsonSerializer.Serialize(score, ScoreJson.Default.CaseScore));
            }
        }

        var (reference, oracle) = (RolloutGoals.Of(scores, RolloutGoals.ReferenceCase), RolloutGoals.Of(scores, RolloutGoals.ReferenceCase, "sprt-oracle"));
        var (microseconds, bytes) = TickCost.Measure(runs: 200);
        return Task.FromResult<IReadOnlyList<double>>(
        [
            reference.TtdP50S!.Value, reference.TtdP95S!.Value, RolloutGoals.Of(scores, RolloutGoals.LateCase).TtdP95S!.Value,
            RolloutGoals.FalseRollbackWorst(scores), reference.ErrorsExposedP95!.Value, RolloutGoals.DelayWorst(scores),
            reference.TtdP50S.Value / oracle.TtdP50S!.Value, microseconds, bytes,
        ]);
    }
}
