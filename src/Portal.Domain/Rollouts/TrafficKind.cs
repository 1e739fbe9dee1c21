namespace Portal.Domain.Rollouts;

/// <summary>What splits the traffic between both versions.</summary>
public enum TrafficKind
{
    /// <summary>An HTTPRoute of the Gateway API.</summary>
    GatewayApi,

    /// <summary>An Ingress of ingress-nginx, with a canary Ingress beside it.</summary>
    NginxIngress,

    /// <summary>A VirtualService of Istio.</summary>
    Istio,

    /// <summary>One Service over the pods of both versions: how many there are of each makes the shares.</summary>
    ReplicaRatio,
}
