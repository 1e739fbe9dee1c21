using Portal.Rollouts.Pages;

namespace Portal.Tenancy.Pages;

/// <summary>What the first page after sign-in shows.</summary>
/// <param name="SetUp">The way from an empty tenant to the first plugin that rolled out.</param>
/// <param name="RecentRollouts">Newest first.</param>
public sealed record HomeSummary(
    IReadOnlyList<SetUpStep> SetUp, IReadOnlyList<RolloutItem> RecentRollouts, int InstalledPlugins, int OutdatedPlugins, int ActiveRollouts, int RolledBackThisMonth, int CompletedThisMonth);
