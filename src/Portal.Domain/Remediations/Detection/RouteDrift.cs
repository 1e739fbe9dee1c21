using System.Globalization;
using Portal.Domain.Rollouts;

namespace Portal.Domain.Remediations.Detection;

/// <summary>Somebody else has turned the traffic.</summary>
internal static class RouteDrift
{
    public static Finding? Find(RolloutSight sight)
    {
        // While weights move, what is asked for and what is there differ by intention.
        if (sight.Route is not { } route || route.Weight == route.Accepted || sight.Phase is RolloutPhase.Pending or RolloutPhase.RollingBack or RolloutPhase.Promoting)
        {
            return null;
        }

        var share = route.Weight < 0 ? "has rules that disagree about the canary's share" : string.Create(CultureInfo.InvariantCulture, $"sends {route.Weight} % to the canary");
        var words = string.Create(CultureInfo.InvariantCulture, $"{route.Object} {share}; the rollout left it at {route.Accepted} %.");
        return route.Rival is { } rival
            ? new(RemediationKind.RouteDrift, "route", FindingSeverity.High, $"{words} The rollout {rival} turns the same route.",
                [new(RemedyKind.Tell, $"Give one of the two a route of its own: neither sets back what the other one does.")])
            : new(RemediationKind.RouteDrift, "route", FindingSeverity.High, words,
                [new(RemedyKind.LookAgain, string.Create(CultureInfo.InvariantCulture, $"Set it back to {route.Accepted} %."))]);
    }
}
