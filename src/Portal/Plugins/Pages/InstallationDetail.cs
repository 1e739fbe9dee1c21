using Portal.Domain.Rollouts;
using Portal.Rollouts.Pages;

namespace Portal.Plugins.Pages;

/// <summary>Everything the page of an installed plugin shows.</summary>
/// <param name="Item">What a list shows of it too.</param>
/// <param name="Rollouts">Newest first.</param>
/// <param name="Strategy">How upgrades reach people unless one says otherwise.</param>
public sealed record InstallationDetail(InstallationItem Item, IReadOnlyList<RolloutItem> Rollouts, IReadOnlyList<RolloutStep> Strategy);
