using System.Text.Json.Nodes;
using Portal.Domain.Rollouts.Planning;

namespace Portal.Operators.Rollouts.Cluster;

/// <summary>What was read for one look: the planner's view, and the objects themselves for whoever carries out the plan.</summary>
internal sealed record ObservedObjects(
    ObservedState State,
    JsonObject? StableDeployment,
    JsonObject? CanaryDeployment,
    JsonObject? Route,
    IReadOnlyList<ObservedPod> Pods);
