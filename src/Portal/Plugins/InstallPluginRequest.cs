using System.Text.Json.Nodes;

namespace Portal.Plugins;

/// <param name="Plugin">The plugin's key, e.g. <c>ci-status</c>.</param>
/// <param name="Version">The one that the listing offers when absent.</param>
/// <param name="Strategy">How upgrades reach people; the default canary when absent.</param>
internal sealed record InstallPluginRequest(string? Plugin, string? Version, JsonObject? Strategy);
