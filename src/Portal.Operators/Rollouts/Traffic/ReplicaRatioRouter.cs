using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Cluster;
using Portal.Operators.Rollouts.Documents;

namespace Portal.Operators.Rollouts.Traffic;

/// <summary>
/// No router at all: one Service named like the rollout selects the stable pods, both versions' pods, or the canary's. Between none and all the share is
/// whatever the numbers of ready pods make it.
/// </summary>
internal sealed class ReplicaRatioRouter(IKubernetesClient client, TimeProvider time) : ITrafficRouter
{
    public async Task<TrafficView> ReadAsync(JsonObject rollout, IReadOnlyList<ObservedPod> pods, CancellationToken cancellationToken)
    {
        var service = await client.FindAsync(ResourceKind.Service, rollout.Key(), cancellationToken);
        return new TrafficView(service is null ? null : Read(service, pods, rollout.Key().Name), service);
    }

    public Task SetAsync(JsonObject rollout, TrafficView view, SetWeight split, CancellationToken cancellationToken)
    {
        var arm = split.CanaryWeight switch { <= 0 => Arm.Stable.Word(), >= 100 => Arm.Canary.Word(), _ => null };
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["resourceVersion"] = view.Subject!.ResourceVersion(),
                ["annotations"] = new JsonObject
                {
                    [RolloutNames.WeightAnnotation] = split.CanaryWeight.ToString(CultureInfo.InvariantCulture),
                    [RolloutNames.WeightSetAnnotation] = StatusDocument.Time(time.GetUtcNow()),
                },
            },
            ["spec"] = new JsonObject { ["selector"] = new JsonObject { [RolloutNames.ArmLabel] = arm } },
        };
        return client.MergePatchAsync(ResourceKind.Service, view.Subject!.Key(), patch, cancellationToken);
    }

    /// <summary>The Service is ours, and goes with the rollout.</summary>
    public Task RestoreAsync(JsonObject rollout, TrafficView view, CancellationToken cancellationToken) => Task.CompletedTask;

    private static ObservedRoute Read(JsonObject service, IReadOnlyList<ObservedPod> pods, string rollout)
    {
        if (RouteAdoption.IsForeign(service) || service.Label(RolloutNames.RolloutLabel) != rollout)
        {
            return new ObservedRoute(0, Accepted: false, $"the Service {service.Key().Name} is somebody else's");
        }

        var setAt = service.TimeAt("metadata", "annotations", RolloutNames.WeightSetAnnotation);
        return service.TextAt("spec", "selector", RolloutNames.ArmLabel) switch
        {
            "stable" => new ObservedRoute(0, Accepted: true) { SetAt = setAt },
            "canary" => new ObservedRoute(100, Accepted: true) { SetAt = setAt },
            _ => new ObservedRoute(int.TryParse(service.Annotation(RolloutNames.WeightAnnotation), CultureInfo.InvariantCulture, out var asked) ? asked : -1, Accepted: true)
            {
                SetAt = setAt,
                Share = ReplicaShare.Percent(Ready(pods, Arm.Canary), Ready(pods, Arm.Stable)),
            },
        };
    }

    private static int Ready(IReadOnlyList<ObservedPod> pods, Arm arm) => pods.Count(pod => pod.Arm == arm && pod.Ready);
}
