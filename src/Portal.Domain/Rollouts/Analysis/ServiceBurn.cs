namespace Portal.Domain.Rollouts.Analysis;

/// <summary>
/// Guard G5: the whole service burns its error budget as fast as pages somebody, over one minute and over five. Both versions suffer:
/// no reason to blame the canary, and none to give it more traffic.
/// </summary>
internal static class ServiceBurn
{
    /// <summary>2 % of a 30 days' budget in one hour (Google SRE workbook, chapter 5).</summary>
    public const double FastPage = 14.4;

    private const int ShortBlocks = 12;
    private const int FewestErrors = 20;

    /// <returns>How many times too fast, or null when it is not.</returns>
    public static double? Of(RecentCounts recent, double target)
    {
        var brief = Burn(recent.Last(ShortBlocks), target);
        var extended = Burn(recent.Last(RecentCounts.MostBlocks), target);
        return Math.Min(brief, extended) is var burn and >= FastPage ? burn : null;
    }

    private static double Burn((ArmSample Canary, ArmSample Stable) counts, double target)
    {
        var errors = counts.Canary.Errors + counts.Stable.Errors;
        var requests = counts.Canary.Requests + counts.Stable.Requests;
        return errors < FewestErrors ? 0 : (double)errors / requests / (1 - target);
    }
}
