using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Documents;

namespace Portal.Operators.Rollouts.Cluster;

/// <summary>Reads what there is, from the API server and not from a cache: a rollout is looked at once a second at most, and never acts on old news.</summary>
internal sealed class RolloutObserver(IKubernetesClient client)
{
    public async Task<ObservedObjects> ObserveAsync(JsonObject rollout, CancellationToken cancellationToken)
    {
        var (space, name) = rollout.Key();
        var stable = client.FindAsync(ResourceKind.Deployment, new(space, RolloutNames.Of(name, Arm.Stable)), cancellationToken);
        var canary = client.FindAsync(ResourceKind.Deployment, new(space, RolloutNames.Of(name, Arm.Canary)), cancellationToken);
        var services = client.ListAsync(ResourceKind.Service, space, RolloutNames.Selector(name), cancellationToken);
        var route = client.FindAsync(ResourceKind.HttpRoute, new(space, SpecDocument.Route(rollout)), cancellationToken);
        var list = await client.ListAsync(ResourceKind.Pod, space, RolloutNames.Selector(name), cancellationToken);
        var pods = list.Items.Select(PodReading.Read).OfType<ObservedPod>().ToList();
        var names = (await services).Items.Select(service => service.Key().Name).ToHashSet(StringComparer.Ordinal);
        return new ObservedObjects(
            new ObservedState(Workload(await stable, Arm.Stable, name, pods, names), Workload(await canary, Arm.Canary, name, pods, names), RouteReading.Read(await route, name)),
            await stable,
            await canary,
            await route,
            pods);
    }

    private static ObservedWorkload? Workload(JsonObject? deployment, Arm arm, string name, List<ObservedPod> pods, HashSet<string> services)
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
            HasService = services.Contains(RolloutNames.Of(name, arm)),
        };
    }
}
