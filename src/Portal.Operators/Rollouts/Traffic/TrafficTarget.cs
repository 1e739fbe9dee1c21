using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Traffic;

/// <summary>The object that a rollout's spec names to split its traffic; one named like the rollout where it names none.</summary>
internal sealed record TrafficTarget(TrafficKind Kind, ResourceKind Resource, string Name)
{
    private static readonly (string Member, string Field, TrafficKind Kind, ResourceKind Resource)[] Known =
    [
        ("gatewayAPI", "httpRoute", TrafficKind.GatewayApi, ResourceKind.HttpRoute),
        ("nginxIngress", "ingress", TrafficKind.NginxIngress, ResourceKind.Ingress),
        ("istio", "virtualService", TrafficKind.Istio, ResourceKind.VirtualService),
        ("replicaRatio", "", TrafficKind.ReplicaRatio, ResourceKind.Service),
    ];

    /// <summary>What the members of <c>spec.traffic</c> are called.</summary>
    public static IEnumerable<string> Members => Known.Select(known => known.Member);

    /// <summary>The field of the spec that names the object.</summary>
    public string Path => Known.Where(known => known.Kind == Kind).Select(known => $"spec.traffic.{known.Member}.{known.Field}").Single();

    public static TrafficTarget Of(JsonObject rollout)
    {
        var name = rollout.Key().Name;
        foreach (var (member, field, kind, resource) in Known)
        {
            if (rollout.ObjectAt("spec", "traffic", member) is { } named)
            {
                return new TrafficTarget(kind, resource, (field.Length == 0 ? null : named.TextAt(field)) ?? name);
            }
        }

        return new TrafficTarget(TrafficKind.GatewayApi, ResourceKind.HttpRoute, name);
    }

    public override string ToString() => $"{Resource.Kind} {Name}";
}
