using Portal.Plugins.Pages;
using Portal.Rollouts.Pages;

namespace Portal.Tenancy.Pages;

/// <summary>What the first page after sign-in shows.</summary>
/// <param name="SetUp">The way from an empty tenant to a portal that works.</param>
/// <param name="Plugins">What is installed, by name.</param>
/// <param name="Rollouts">Newest first.</param>
public sealed record HomeSummary(IReadOnlyList<SetUpStep> SetUp, IReadOnlyList<InstallationItem> Plugins, IReadOnlyList<RolloutItem> Rollouts);
