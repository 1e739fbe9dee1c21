using Portal.Domain.Rollouts;
using Portal.Rollouts.Pages;

namespace Portal.Plugins.Pages;

/// <summary>The strategies that a person chooses from, the default first.</summary>
internal static class Strategies
{
    /// <summary>The key of the steps that somebody puts together.</summary>
    public const string Own = "own";

    public static IReadOnlyList<StrategyChoice> All { get; } =
    [
        new("standard", "Standard canary", "For most changes: traffic moves in four steps, each compared with the version before.", RolloutStrategy.Default),
        new("approval", "Canary with approval", "For changes that many people feel: someone looks and approves before half of the traffic moves.", new CanaryStrategy(
        [
            new SetWeightStep(10), new AnalyzeStep(TimeSpan.FromSeconds(20)), new ApproveStep(),
            new SetWeightStep(50), new AnalyzeStep(TimeSpan.FromSeconds(20)), new SetWeightStep(100),
        ])),
        new("quick", "Quick demo", "The same comparison with short steps: to see a canary in under a minute.", new CanaryStrategy(
        [
            new SetWeightStep(10), new AnalyzeStep(TimeSpan.FromSeconds(8)),
            new SetWeightStep(50), new AnalyzeStep(TimeSpan.FromSeconds(8)), new SetWeightStep(100),
        ])),
        new("instant", "All at once", "No comparison and no automatic way back. For plugins that nobody depends on yet.", new InstantStrategy()),
    ];

    public static StrategyChoice Find(string? key) => All.FirstOrDefault(choice => choice.Key == key) ?? All[0];

    public static StrategyChoice Of(IReadOnlyList<RolloutStep> steps) => new(Own, "Your own steps", "Put the steps together as this plugin needs them.", new CanaryStrategy(steps));
}
