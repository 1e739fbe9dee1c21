using Portal.Domain.Plugins;

namespace Portal.Domain.Rollouts.Governance;

/// <summary>What the risk of a rollout is judged by.</summary>
/// <param name="From">Null on a first installation.</param>
/// <param name="To">The version that is asked for.</param>
/// <param name="RecentRollbacks">How often rollouts of the plugin went back here in the last 30 days.</param>
/// <param name="NewPermissions">Permissions of the new version that the one before did not ask for.</param>
/// <param name="Analyzes">Whether the strategy compares the versions on the way.</param>
public sealed record RiskFacts(PluginVersion? From, PluginVersion To, int RecentRollbacks, IReadOnlyList<string> NewPermissions, bool Analyzes);
