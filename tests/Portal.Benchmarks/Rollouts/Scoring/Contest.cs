using Portal.Benchmarks.Rollouts.Detectors;
using Portal.Benchmarks.Rollouts.Traffic;

namespace Portal.Benchmarks.Rollouts.Scoring;

/// <summary>All detectors on the same traffic.</summary>
internal static class Contest
{
    public static IReadOnlyList<TrafficCase> Cases { get; } = [.. GoodTraffic.All, .. BadTraffic.All];

    public static TrafficCase Case(string title) => Cases.Single(traffic => traffic.Title == title);

    public static IDetector[] Everybody() =>
    [
        new PortalDetector(), new FlaggerDetector(), new ArgoDetector(), new ZTestDetector(), new BayesDetector(), new MannWhitneyDetector(), new OracleDetector(),
    ];

    /// <returns>A score for each detector, in their order.</returns>
    /// <param name="traffic">What is played.</param>
    /// <param name="seeds">Seeds 1 to this.</param>
    /// <param name="threads">How many run side by side; the scores do not depend on it.</param>
    /// <param name="detectors">Makes the detectors; every thread has its own.</param>
    public static IReadOnlyList<CaseScore> Run(TrafficCase traffic, int seeds, int threads, Func<IDetector[]> detectors)
    {
        var names = Array.ConvertAll(detectors(), detector => detector.Name);
        var outcomes = Array.ConvertAll(names, _ => new Outcome[seeds]);
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            var (run, mine) = (new TrafficRun(), detectors());
            for (var seed = thread; seed < seeds; seed += threads)
            {
                run.Generate(traffic, seed + 1);
                for (var i = 0; i < mine.Length; i++)
                {
                    outcomes[i][seed] = Playback.Play(mine[i], traffic, run);
                }
            }
        });
        return [.. names.Select((name, i) => CaseScore.Of(traffic, name, outcomes[i]))];
    }
}
