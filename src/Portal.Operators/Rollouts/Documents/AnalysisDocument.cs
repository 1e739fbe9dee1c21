using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Documents;

/// <summary>How a rollout is judged, as its spec says it.</summary>
internal static class AnalysisDocument
{
    public static AnalysisSettings Read(JsonObject? spec, List<StrategyProblem> problems)
    {
        var defaults = AnalysisSettings.Default;
        return new AnalysisSettings
        {
            Interval = SpecDocument.Duration(spec, problems, defaults.Interval, "analysis", "interval"),
            FalseAlarmRate = Fraction(spec, problems, "falseAlarmRate") ?? defaults.FalseAlarmRate,
            NoDataTimeout = SpecDocument.Duration(spec, problems, defaults.NoDataTimeout, "analysis", "noDataTimeout"),
            LatencyBound = SpecDocument.Duration(spec, problems, defaults.LatencyBound, "analysis", "latencyBound"),
            ToleratedRatio = AtLeastOne(spec, problems, "toleratedRatio") ?? defaults.ToleratedRatio,
            WarmUp = SpecDocument.Duration(spec, problems, defaults.WarmUp, "analysis", "warmUp"),
            ObjectiveTarget = Fraction(spec, problems, "objectiveTarget"),
            SpendCap = SpendCap(spec, problems),
            EarlyPromotionRatio = AtLeastOne(spec, problems, "earlyPromotionRatio"),
        };
    }

    private static double? Fraction(JsonObject? spec, List<StrategyProblem> problems, string name)
    {
        var value = spec.NumberAt("analysis", name);
        if (value is null || (value > 0 && value < 1))
        {
            return value;
        }

        problems.Add(new StrategyProblem($"/spec/analysis/{name}", "must be between 0 and 1"));
        return null;
    }

    private static double? AtLeastOne(JsonObject? spec, List<StrategyProblem> problems, string name)
    {
        var value = spec.NumberAt("analysis", name);
        if (value is null or (>= 1 and <= 100))
        {
            return value;
        }

        problems.Add(new StrategyProblem($"/spec/analysis/{name}", "must be from 1 to 100"));
        return null;
    }

    private static long? SpendCap(JsonObject? spec, List<StrategyProblem> problems)
    {
        var cap = spec.WholeAt("analysis", "spendCap");
        if (cap is <= 0)
        {
            problems.Add(new StrategyProblem("/spec/analysis/spendCap", "must be a number of requests above 0"));
            return null;
        }

        return cap;
    }
}
