using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Traffic;

namespace Portal.Operators.Rollouts.Cluster;

/// <summary>Reads what there is, from the API server and not from a cache: a rollout is looked at once a second at most, and never acts on old news.</summary>
internal sealed class RolloutObserver(IKubernetesClient client, TrafficRouters routers)
{
    public async Task<ObservedObjects> ObserveAsync(JsonObject rollout, CancellationToken cancellationToken)
    {
        var (space, name) = rollout.Key();
        var stable = client.FindAsync(ResourceKind.Deployment, new(space, RolloutNames.Of(name, Arm.Stable)), cancellationToken);
        var canary = client.FindAsync(ResourceKind.Deployment, new(space, RolloutNames.Of(name, Arm.Canary)), cancellationToken);
        var services = client.ListAsync(ResourceKind.Service, space, RolloutNames.Selector(name), cancellationToken);
        var list = await client.ListAsync(ResourceKind.Pod, space, RolloutNames.Selector(name), cancellationToken);
        var pods = list.Items.Select(PodReading.Read).OfType<ObservedPod>().ToList();
        var traffic = await routers.Of(rollout).ReadAsync(rollout, pods, cancellationToken);
        var names = (await services).Items.Select(service => service.Key().Name).ToHashSet(StringComparer.Ordinal);
        var hasPreview = names.Contains(RolloutNames.Preview(name));

        // The Service of a replica ratio comes with the stable pods, the preview with the canary's.
        var hasStable = names.Contains(RolloutNames.Of(name, Arm.Stable)) && (TrafficTarget.Of(rollout).Kind != TrafficKind.ReplicaRatio || traffic.Subject is not null);
        var hasCanary = names.Contains(RolloutNames.Of(name, Arm.Canary)) && (hasPreview || !WorkloadDocuments.HasPreview(rollout));
        return new ObservedObjects(
            new ObservedState(Workload(await stable, Arm.Stable, pods, hasStable), Workload(await canary, Arm.Canary, pods, hasCanary), traffic.Route)
            {
                HasPreview = hasPreview,
            },
            await stable,
            await canary,
            traffic,
            pods);
    }

    private static ObservedWorkload? Workload(JsonObject? deployment, Arm arm, List<ObservedPod> pods, bool hasServices)
    {
        if (deployment is null)
        {
            return null;
        }

        var hash = deployment.TextAt("spec", "template", "metadata", "labels", RolloutNames.RevisionLabel) ?? "";
        var own = pods.Where(pod => pod.Arm == arm).ToList();
        return new ObservedWorkload
        {
            Revision = new RevisionRef(
                hash,
                deployment.TextAt("spec", "template", "metadata", "annotations", RolloutNames.VersionAnnotation) ?? "",
                deployment.TextAt("spec", "template", "metadata", "annotations", RolloutNames.DigestAnnotation) ?? ""),
            Replicas = (int)(deployment.WholeAt("spec", "replicas") ?? 1),
            Ready = own.Count(pod => pod.Ready),
            UpdatedReady = own.Count(pod => pod.Ready && pod.Revision == hash),
            CrashLooping = own.Any(pod => pod.CrashLooping && pod.Revision == hash),
            HasService = hasServices,
            KeptRevision = KeptTemplate.Revision(deployment),
        };
    }
}
