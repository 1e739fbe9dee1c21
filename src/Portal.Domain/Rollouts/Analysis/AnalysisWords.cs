using System.Globalization;

namespace Portal.Domain.Rollouts.Analysis;

/// <summary>Verdicts in sentences. Numbers first, no jargon but the evidence, which has its limit beside it.</summary>
internal static class AnalysisWords
{
    public static string Comparison(RolloutEvidence evidence, bool slow)
    {
        var (verb, canary, stable) = slow
            ? ("were slow", evidence.Canary.Slow, evidence.Stable.Slow)
            : ("failed", evidence.Canary.Errors, evidence.Stable.Errors);
        return $"{Count(canary, evidence.Canary.Requests)} of the canary's requests {verb}, {Count(stable, evidence.Stable.Requests)} of the stable version's";
    }

    public static string Evidence(RolloutEvidence evidence) =>
        string.Create(CultureInfo.InvariantCulture, $"evidence {Number(evidence.EValue)} against a limit of {Number(evidence.Limit)}");

    private static string Count(long bad, long all) =>
        string.Create(CultureInfo.InvariantCulture, $"{bad:N0} of {all:N0} ({(all == 0 ? 0 : 100.0 * bad / all):0.##} %)");

    private static string Number(double value) => value >= 1_000_000
        ? value.ToString("0.0E+0", CultureInfo.InvariantCulture)
        : value.ToString(value >= 100 ? "N0" : "0.##", CultureInfo.InvariantCulture);
}
