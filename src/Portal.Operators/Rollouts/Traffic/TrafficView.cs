using System.Text.Json.Nodes;
using Portal.Domain.Rollouts.Planning;

namespace Portal.Operators.Rollouts.Traffic;

/// <summary>What splits a rollout's traffic, as it was read for one look.</summary>
/// <param name="Route">The planner's view of it; null when it does not exist.</param>
/// <param name="Subject">The object that the spec names.</param>
/// <param name="Beside">Our own object beside it, for those routers that have one.</param>
/// <param name="IsForeign">The subject is somebody else's: what the rollout does to it is to be undone.</param>
internal sealed record TrafficView(ObservedRoute? Route, JsonObject? Subject, JsonObject? Beside = null, bool IsForeign = false);
