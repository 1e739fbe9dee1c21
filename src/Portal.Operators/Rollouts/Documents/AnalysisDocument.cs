using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Documents;

/// <summary>How a rollout is judged, as its spec says it.</summary>
internal static class AnalysisDocument
{
    private static readonly TimeSpan LeastInterval = TimeSpan.FromSeconds(1);

    /// <param name="spec">The custom resource's.</param>
    /// <param name="interval">How often its source has something new, for when the spec does not say how often to look.</param>
    /// <param name="problems">What is wrong with it is added.</param>
    public static AnalysisSettings Read(JsonObject? spec, TimeSpan interval, List<StrategyProblem> problems)
    {
        var defaults = AnalysisSettings.Default;
        return new AnalysisSettings
        {
            Interval = Interval(spec, interval, problems),
            FalseAlarmRate = Fraction(spec, problems, "falseAlarmRate") ?? defaults.FalseAlarmRate,
            NoDataTimeout = SpecDocument.Duration(spec, problems, defaults.NoDataTimeout, "analysis", "noDataTimeout"),
            NoDataPolicy = Policy(spec, problems),
            LatencyBound = SpecDocument.Duration(spec, problems, defaults.LatencyBound, "analysis", "latencyBound"),
            ToleratedRatio = AtLeastOne(spec, problems, "toleratedRatio") ?? defaults.ToleratedRatio,
            WarmUp = SpecDocument.Duration(spec, problems, defaults.WarmUp, "analysis", "warmUp"),
            ObjectiveTarget = Fraction(spec, problems, "objectiveTarget"),
            SpendCap = SpendCap(spec, problems),
            WatchWindow = spec.At("analysis", "watchWindow") is null ? null : SpecDocument.Duration(spec, problems, TimeSpan.FromMinutes(5), "analysis", "watchWindow"),
            EarlyPromotionRatio = AtLeastOne(spec, problems, "earlyPromotionRatio"),
        };
    }

    private static TimeSpan Interval(JsonObject? spec, TimeSpan otherwise, List<StrategyProblem> problems)
    {
        var interval = SpecDocument.Duration(spec, problems, otherwise, "analysis", "interval");
        if (interval < LeastInterval)
        {
            problems.Add(new StrategyProblem("/spec/analysis/interval", $"must be at least {DurationText.Format(LeastInterval)}"));
        }

        return interval;
    }

    private static NoDataPolicy Policy(JsonObject? spec, List<StrategyProblem> problems)
    {
        var word = spec.TextAt("analysis", "noDataPolicy");
        if (word is not (null or nameof(NoDataPolicy.RollBack) or nameof(NoDataPolicy.Hold)))
        {
            problems.Add(new StrategyProblem("/spec/analysis/noDataPolicy", "must be RollBack or Hold"));
        }

        return word == nameof(NoDataPolicy.Hold) ? NoDataPolicy.Hold : NoDataPolicy.RollBack;
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
