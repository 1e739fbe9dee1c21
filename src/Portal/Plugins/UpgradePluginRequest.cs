using System.Text.Json.Nodes;

namespace Portal.Plugins;

/// <param name="Version">The version to go to, newer or older.</param>
/// <param name="Strategy">For this upgrade only; the installation's own when absent.</param>
internal sealed record UpgradePluginRequest(string? Version, JsonObject? Strategy);
