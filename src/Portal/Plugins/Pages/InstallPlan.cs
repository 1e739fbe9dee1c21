using Portal.Components;
using Portal.Domain.Rollouts;
using Portal.Marketplace.Pages;
using Portal.Rollouts.Pages;

namespace Portal.Plugins.Pages;

/// <summary>What an installation or upgrade is going to do, before anyone commits to it.</summary>
internal static class InstallPlan
{
    public static IReadOnlyList<TimelineStep> Of(ListingItem item, string version, StrategyChoice strategy) => item.InstalledVersion is null
        ?
        [
            new($"Start {version}", TimelineStep.Waiting, "In your own namespace of the cluster."),
            new("Go live as soon as it is ready", TimelineStep.Waiting, "A first installation has nothing to compare with, so it gets all traffic at once."),
            new("Later upgrades", TimelineStep.Waiting, $"{strategy.Name}: {StepWords.Line(strategy.Strategy.Steps)}"),
        ]
        :
        [
            new($"Start {version} beside {item.InstalledVersion}", TimelineStep.Waiting, "It gets no traffic until it is ready."),
            .. strategy.Strategy.Steps.Select((step, index) => new TimelineStep(StepWords.Of(step), TimelineStep.Waiting, Note(step, index, item))),
            new($"Make {version} the stable version", TimelineStep.Waiting, Closing(strategy, item)),
        ];

    private static string? Note(RolloutStep step, int index, ListingItem item) => step switch
    {
        // Said once: it holds for every comparison after it.
        AnalyzeStep when index < 2 => $"If it is worse, all traffic returns to {item.InstalledVersion} by itself.",
        ApproveStep => "An admin or engineer approves on the rollout page.",
        _ => null,
    };

    private static string Closing(StrategyChoice strategy, ListingItem item) => StepWords.Least(strategy.Strategy.Steps) is var least && least > TimeSpan.Zero
        ? $"After {TimeWords.Length(least)} at the earliest; then {item.InstalledVersion} is stopped."
        : $"At once; then {item.InstalledVersion} is stopped.";
}
