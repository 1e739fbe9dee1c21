using Portal.Benchmarks.Rollouts.Traffic;
using Portal.Domain.Rollouts.Analysis;

namespace Portal.Benchmarks.Rollouts.Scoring;

/// <summary>One detector over all the seeds of one case. Intervals are Wilson's, at 95 %.</summary>
internal sealed record CaseScore(string Family, string Case, string Detector, int Seeds)
{
    /// <summary>Rolled back although nothing was wrong (yet, or with the canary).</summary>
    public required double FalseRollbacks { get; init; }

    public required double FalseRollbacksHigh { get; init; }

    /// <summary>Bad versions found; null for good ones, as what follows.</summary>
    public double? Recall { get; init; }

    public double? RecallLow { get; init; }

    public double? TtdP50S { get; init; }

    public double? TtdP95S { get; init; }

    public double? ErrorsExposedP50 { get; init; }

    public double? ErrorsExposedP95 { get; init; }

    /// <summary>Mean over the good rollouts that were let through, as a part of the plan.</summary>
    public double? Delay { get; init; }

    /// <summary>Samples without data after which it would have gone on.</summary>
    public required int AdvancesWithoutData { get; init; }

    /// <summary>Changes of mind between going on and holding, in samples with data.</summary>
    public required int Oscillations { get; init; }

    public static CaseScore Of(TrafficCase traffic, string detector, IReadOnlyList<Outcome> outcomes)
    {
        var isBad = traffic.Label == Label.Bad;
        var wrong = outcomes.Count(outcome => isBad ? outcome.IsEarly : outcome.RolledBackAt is not null);
        var score = new CaseScore(traffic.Family, traffic.Name, detector, outcomes.Count)
        {
            FalseRollbacks = (double)wrong / outcomes.Count,
            FalseRollbacksHigh = Wilson.UpperBound(wrong, outcomes.Count),
            AdvancesWithoutData = outcomes.Sum(outcome => outcome.AdvancesWithoutData),
            Oscillations = outcomes.Sum(outcome => outcome.Oscillations),
        };
        if (!isBad)
        {
            var delays = outcomes.Where(outcome => outcome.Delay is not null).Select(outcome => outcome.Delay!.Value).ToList();
            return score with { Delay = delays.Count == 0 ? null : delays.Average() };
        }

        var found = outcomes.Count(outcome => outcome.RolledBackAt is not null && !outcome.IsEarly);
        var times = outcomes.Select(outcome => outcome.TimeToDetect).Order().ToList();
        var exposed = outcomes.Select(outcome => (double)outcome.Exposed).Order().ToList();
        return score with
        {
            Recall = (double)found / outcomes.Count,
            RecallLow = Wilson.LowerBound(found, outcomes.Count),
            TtdP50S = At(times, 0.50),
            TtdP95S = At(times, 0.95),
            ErrorsExposedP50 = At(exposed, 0.50),
            ErrorsExposedP95 = At(exposed, 0.95),
        };
    }

    private static double At(List<double> sorted, double share) => sorted[(int)Math.Ceiling(sorted.Count * share) - 1];
}
