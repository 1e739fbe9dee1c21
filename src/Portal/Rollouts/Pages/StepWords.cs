using Portal.Components;
using Portal.Domain.Rollouts;

namespace Portal.Rollouts.Pages;

/// <summary>The steps of a strategy as sentences.</summary>
internal static class StepWords
{
    public static string Of(RolloutStep step) => step switch
    {
        SetWeightStep { Weight: 100 } => "Send all traffic to the new version",
        SetWeightStep { Weight: var weight } => $"Send {weight} % of traffic to the canary",
        AnalyzeStep { Duration: var duration } => $"Compare canary with stable for {TimeWords.Length(duration)}",
        PauseStep { Duration: { } duration } => $"Wait {TimeWords.Length(duration)}",
        PauseStep => "Wait until someone continues",
        ApproveStep => "Wait for a person to approve",
        _ => step.Describe(),
    };

    /// <summary>The weights that the steps stop at, for the picture: without the ends.</summary>
    public static IReadOnlyList<int> Stops(IReadOnlyList<RolloutStep> steps) =>
        [.. steps.OfType<SetWeightStep>().Select(step => step.Weight).Where(weight => weight is > 0 and < 100).Distinct()];

    /// <summary>The strategy in one line, e.g. <c>10 → 25 → 50 → 100 %</c>.</summary>
    public static string Line(IReadOnlyList<RolloutStep> steps)
    {
        var weights = steps.OfType<SetWeightStep>().Select(step => step.Weight).ToList();
        var line = weights.Count == 0 ? "100 % at once" : string.Join(" → ", weights) + " %";
        return steps.Any(step => step is ApproveStep) ? line + ", with approval" : line;
    }

    /// <summary>How long the steps take when nothing stops them; approvals not counted.</summary>
    public static TimeSpan Least(IReadOnlyList<RolloutStep> steps) => steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + step switch
    {
        AnalyzeStep analyze => analyze.Duration,
        PauseStep { Duration: { } duration } => duration,
        _ => TimeSpan.Zero,
    });
}
