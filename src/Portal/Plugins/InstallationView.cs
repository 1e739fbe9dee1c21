using System.Text.Json.Nodes;

namespace Portal.Plugins;

/// <param name="Version">What people use now; absent until the first version is live.</param>
/// <param name="Rollout">The newest rollout.</param>
internal sealed record InstallationView(
    string Id,
    string Plugin,
    string Name,
    string Icon,
    string State,
    string? Version,
    JsonNode Strategy,
    string? Rollout,
    string? RolloutPhase,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);
