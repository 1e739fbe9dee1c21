using System.Globalization;

namespace Portal.Domain.Rollouts.Analysis;

/// <summary>Verdicts in sentences. Numbers first, no jargon but the evidence, which has its limit beside it.</summary>
internal static class AnalysisWords
{
    public static string Comparison(bool isSlow, string? segment, (long Bad, long All) canary, (long Bad, long All) stable)
    {
        var verb = isSlow ? "were slow" : "failed";
        var to = segment is null ? "" : $" to {segment}";
        return $"{Count(canary)} of the canary's requests{to} {verb}, {Count(stable)} of the stable version's";
    }

    public static string Failures(RolloutEvidence evidence) =>
        Comparison(isSlow: false, null, (evidence.Canary.Errors, evidence.Canary.Requests), (evidence.Stable.Errors, evidence.Stable.Requests));

    public static string Evidence(RolloutEvidence evidence) =>
        string.Create(CultureInfo.InvariantCulture, $"evidence {Number(evidence.EValue)} against a limit of {Number(evidence.Limit)}");

    public static string Burn(double burn, double target) =>
        string.Create(CultureInfo.InvariantCulture, $"The whole service burns its error budget {burn:0} times too fast (objective {100 * target:0.###} %); the canary is not the reason");

    public static string Objective(double allowed, RolloutEvidence evidence) =>
        string.Create(CultureInfo.InvariantCulture, $"{Failures(evidence)}; more than {100 * allowed:0.##} % burns the error budget too fast");

    private static string Count((long Bad, long All) counts) =>
        string.Create(CultureInfo.InvariantCulture, $"{counts.Bad:N0} of {counts.All:N0} ({(counts.All == 0 ? 0 : 100.0 * counts.Bad / counts.All):0.##} %)");

    private static string Number(double value) => value >= 1_000_000
        ? value.ToString("0.0E+0", CultureInfo.InvariantCulture)
        : value.ToString(value >= 100 ? "N0" : "0.##", CultureInfo.InvariantCulture);
}
