namespace Portal.Domain.Rollouts.Analysis;

/// <summary>Guard G1: no comparison is needed when most of what the canary answered lately failed, and the stable version still works.</summary>
internal static class AbsoluteFloor
{
    /// <summary>Over the open block, and over it and the one before, where one alone has too few requests.</summary>
    public static bool IsBroken(RecentCounts recent) => IsBroken(recent.Last(1)) || IsBroken(recent.Last(2));

    private static bool IsBroken((ArmSample Canary, ArmSample Stable) counts)
    {
        var (canary, stable) = counts;
        return canary.Requests >= CanaryAnalysis.FewestRequests
            && Wilson.LowerBound(canary.Errors, canary.Requests) > 0.5
            && 2.0 * stable.Errors * canary.Requests <= (double)canary.Errors * stable.Requests;
    }
}
