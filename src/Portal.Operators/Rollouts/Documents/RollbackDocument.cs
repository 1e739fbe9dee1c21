using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Documents;

/// <summary>How a rollout turns back, as its spec says it.</summary>
internal static class RollbackDocument
{
    private const int MostRevisions = 10;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static RollbackSettings Read(JsonObject? spec, List<StrategyProblem> problems) => new()
    {
        Mode = Mode(spec, problems),
        KeepCanaryFor = KeepCanaryFor(spec, problems),
        RecentRevisions = RecentRevisions(spec, problems),
    };

    private static RollbackMode Mode(JsonObject? spec, List<StrategyProblem> problems)
    {
        switch (spec.At("rollback", "mode") is null ? "immediate" : spec.TextAt("rollback", "mode"))
        {
            case "immediate":
                return RollbackMode.Immediate;
            case "gradual":
                return RollbackMode.Gradual;
            default:
                problems.Add(new StrategyProblem("/spec/rollback/mode", "must be immediate or gradual"));
                return RollbackMode.Immediate;
        }
    }

    private static TimeSpan KeepCanaryFor(JsonObject? spec, List<StrategyProblem> problems)
    {
        var kept = SpecDocument.Duration(spec, problems, TimeSpan.Zero, "rollback", "keepCanaryFor");
        if (kept > Longest)
        {
            problems.Add(new StrategyProblem("/spec/rollback/keepCanaryFor", "must be at most P1D"));
        }

        return kept;
    }

    private static int RecentRevisions(JsonObject? spec, List<StrategyProblem> problems)
    {
        var recent = spec.WholeAt("rollback", "recentRevisions") ?? 0;
        if (recent is < 0 or > MostRevisions)
        {
            problems.Add(new StrategyProblem("/spec/rollback/recentRevisions", $"must be from 0 to {MostRevisions}"));
        }

        return (int)Math.Clamp(recent, 0, MostRevisions);
    }
}
