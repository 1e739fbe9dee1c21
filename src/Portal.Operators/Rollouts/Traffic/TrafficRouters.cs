using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Traffic;

/// <summary>The routers by what a spec names.</summary>
internal sealed class TrafficRouters(IKubernetesClient client, TimeProvider time)
{
    private readonly SplitRouter _httpRoute = new(client, new HttpRouteShape(), time);
    private readonly SplitRouter _virtualService = new(client, new VirtualServiceShape(), time);
    private readonly NginxRouter _nginx = new(client, time);
    private readonly ReplicaRatioRouter _replicas = new(client, time);

    public ITrafficRouter Of(JsonObject rollout) => TrafficTarget.Of(rollout).Kind switch
    {
        TrafficKind.Istio => _virtualService,
        TrafficKind.NginxIngress => _nginx,
        TrafficKind.ReplicaRatio => _replicas,
        _ => _httpRoute,
    };
}
