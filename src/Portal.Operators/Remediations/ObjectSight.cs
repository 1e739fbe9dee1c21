using System.Text.Json.Nodes;
using Portal.Domain.Remediations.Detection;

namespace Portal.Operators.Remediations;

/// <summary>A PluginRollout, and what findings are made of.</summary>
internal sealed record ObjectSight(JsonObject Rollout, RolloutSight Sight);
