using Portal.Domain.Rollouts;
using Portal.Rollouts.Pages;

namespace Portal.Plugins.Pages;

/// <summary>Everything the page of an installed plugin shows.</summary>
/// <param name="Row">What a list shows of it too.</param>
/// <param name="Rollouts">Newest first.</param>
/// <param name="Strategy">How upgrades reach people unless one says otherwise.</param>
/// <param name="UserInterface">Where the plugin's own pages are served; null when it has none or nothing is live.</param>
public sealed record InstallationDetail(
    InstallationItem Row, IReadOnlyList<RolloutItem> Rollouts, IReadOnlyList<RolloutStep> Strategy, string? UserInterface);
