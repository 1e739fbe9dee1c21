using Portal.Benchmarks.Rollouts.Scoring;

namespace Portal.Benchmarks.Rollouts;

/// <summary>The numbers that the goals are about, out of all the scores.</summary>
internal static class RolloutGoals
{
    public const string ReferenceCase = "B1/x10";
    public const string LateCase = "B2/late";

    public static double FalseRollbackWorst(IEnumerable<CaseScore> scores) => Ours(scores).Max(score => score.FalseRollbacks);

    public static double DelayWorst(IEnumerable<CaseScore> scores) => Ours(scores).Where(score => score.Family[0] == 'A').Max(score => score.Delay ?? 0);

    public static CaseScore Of(IEnumerable<CaseScore> scores, string title, string detector = "portal") =>
        scores.Single(score => $"{score.Family}/{score.Case}" == title && score.Detector == detector);

    private static IEnumerable<CaseScore> Ours(IEnumerable<CaseScore> scores) => scores.Where(score => score.Detector == "portal");
}
