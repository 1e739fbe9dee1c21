using System.Globalization;
using Portal.Components;

namespace Portal.Rollouts.Pages;

/// <summary>What the evidence decided, in a sentence.</summary>
internal static class EvidenceWords
{
    /// <summary>Whether it reached its limit and when, and what that means.</summary>
    public static string Decision(RolloutDetail view)
    {
        var (limit, one) = (EvidenceChart.Figure(view.EvidenceLimit), (1 / view.EvidenceLimit).ToString("0.## %", CultureInfo.InvariantCulture));
        if (view.Measurements.Count == 0)
        {
            return $"Nothing is measured yet. At {limit} the canary goes back.";
        }

        if (view.Measurements.FirstOrDefault(point => point.Evidence >= view.EvidenceLimit) is { } over)
        {
            var back = view.Row.Phase is "RolledBack" or "RollingBack" ? "the canary went back" : "it holds until the next samples confirm it";
            return $"The evidence reached {EvidenceChart.Figure(over.Evidence)} at {TimeWords.Clock(over.At)} UTC, against a limit of {limit}: {back}. A version that is no worse gets there in at most {one} of rollouts.";
        }

        var highest = EvidenceChart.Figure(view.Measurements.Max(point => point.Evidence));
        return view.Row.Phase switch
        {
            "RolledBack" or "RollingBack" => $"The evidence reached {highest} of {limit}: something else than the comparison sent the canary back, as said above.",
            "Completed" => $"The evidence never got above {highest} of {limit}: nothing spoke against the new version.",
            _ => $"The evidence got to {highest} of {limit} at most: the comparison lets it go on.",
        };
    }
}
