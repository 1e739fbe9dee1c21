using System.Text.Json.Nodes;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Rollouts.Traffic;

namespace Portal.Operators.Rollouts.Cluster;

/// <summary>What was read for one look: the planner's view, and the objects themselves for whoever carries out the plan.</summary>
internal sealed record ObservedObjects(
    ObservedState State,
    JsonObject? StableDeployment,
    JsonObject? CanaryDeployment,
    TrafficView Traffic,
    IReadOnlyList<ObservedPod> Pods)
{
    public JsonObject? Deployment(Arm arm) => arm == Arm.Stable ? StableDeployment : CanaryDeployment;
}
