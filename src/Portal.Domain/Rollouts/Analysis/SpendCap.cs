using System.Globalization;

namespace Portal.Domain.Rollouts.Analysis;

/// <summary>Guard G4: what a canary may cost at most, however slowly. Counts what it failed beyond what the stable version would have.</summary>
internal static class SpendCap
{
    /// <returns>Why the canary is bad, or null.</returns>
    public static string? Judge(long cap, ArmSample canary, ArmSample stable)
    {
        var expected = stable.Requests == 0 ? 0 : (double)canary.Requests * stable.Errors / stable.Requests;
        var beyond = canary.Errors - expected;
        return beyond < cap
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"The canary has cost {beyond:0} failed requests more than the stable version would have; the rollout may cost {cap}.");
    }
}
