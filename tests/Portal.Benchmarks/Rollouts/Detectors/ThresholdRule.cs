using Portal.Domain.Rollouts.Analysis;

namespace Portal.Benchmarks.Rollouts.Detectors;

/// <summary>The thresholds of both projects' documented samples: 99 % succeed, 99 % are faster than the bound.</summary>
internal static class ThresholdRule
{
    // The traffic has 1 % slow requests: a bound right there fires every other minute, so they are given twice of it.
    private const double MostErrors = 0.01;
    private const double MostSlow = 0.02;

    public static bool Fails(ArmSample canary) => canary.Errors > MostErrors * canary.Requests || canary.Slow > MostSlow * canary.Requests;
}
