using System.Text.Json.Nodes;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Cluster;

namespace Portal.Operators.Rollouts.Traffic;

/// <summary>
/// ingress-nginx: a canary Ingress beside the stable one, which is never touched. It says nothing of when it has taken a change over.
/// </summary>
internal sealed class NginxRouter(IKubernetesClient client, TimeProvider time) : ITrafficRouter
{
    public async Task<TrafficView> ReadAsync(JsonObject rollout, IReadOnlyList<ObservedPod> pods, CancellationToken cancellationToken)
    {
        var key = rollout.Key();
        var canaryKey = key with { Name = RolloutNames.Of(key.Name, Arm.Canary) };
        var ingress = await client.FindAsync(ResourceKind.Ingress, key with { Name = TrafficTarget.Of(rollout).Name }, cancellationToken);
        var canary = await client.FindAsync(ResourceKind.Ingress, canaryKey, cancellationToken);
        return new TrafficView(ingress is null ? null : Read(rollout, ingress, canary), ingress, canary, IsForeign: true);
    }

    public Task SetAsync(JsonObject rollout, TrafficView view, SetWeight split, CancellationToken cancellationToken)
    {
        var wanted = NginxIngress.Canary(rollout, view.Subject!, split, time.GetUtcNow());
        if (view.Beside is not { } canary)
        {
            return client.CreateAsync(ResourceKind.Ingress, wanted, cancellationToken);
        }

        wanted["metadata"]!["resourceVersion"] = canary.ResourceVersion();
        return client.ReplaceAsync(ResourceKind.Ingress, wanted, cancellationToken);
    }

    public Task RestoreAsync(JsonObject rollout, TrafficView view, CancellationToken cancellationToken) =>
        client.DeleteAsync(ResourceKind.Ingress, view.Beside!.Key(), cancellationToken);

    private static ObservedRoute Read(JsonObject rollout, JsonObject ingress, JsonObject? canary)
    {
        if (canary is not null && !NginxIngress.IsOurs(rollout, canary))
        {
            return new ObservedRoute(0, Accepted: false, $"the Ingress {canary.Key().Name} is somebody else's");
        }

        if (!NginxIngress.LeadsTo(ingress, RolloutNames.Of(rollout.Key().Name, Arm.Stable)))
        {
            return new ObservedRoute(0, Accepted: false, $"none of its paths leads to {RolloutNames.Of(rollout.Key().Name, Arm.Stable)}", canary is not null);
        }

        return canary is null ? new ObservedRoute(0, Accepted: true) : NginxIngress.Read(rollout, ingress, canary);
    }
}
