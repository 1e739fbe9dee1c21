using Portal.Domain.Plugins;

namespace Portal.Plugins.Pages;

/// <summary>A plugin that this tenant has installed.</summary>
/// <param name="Version">The version people use; null until the first one is live.</param>
/// <param name="LatestVersion">The newest that can be installed.</param>
/// <param name="ActiveRolloutId">The rollout that runs now.</param>
public sealed record InstallationItem(
    string Id,
    string PluginKey,
    string PluginName,
    string Icon,
    InstallationState State,
    string? Version,
    string LatestVersion,
    string? ActiveRolloutId,
    DateTimeOffset InstalledAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Whether there is something newer.</summary>
    public bool Outdated => Version is not null && Version != LatestVersion;
}
