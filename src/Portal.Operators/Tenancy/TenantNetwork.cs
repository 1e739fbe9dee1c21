using System.Text.Json.Nodes;
using Portal.Infrastructure.Tenancy;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Tenancy;

/// <summary>
/// The NetworkPolicies of a tenant's namespace: deny by default, then two exceptions. Policies add up, so the exceptions open exactly what
/// they name (Kubernetes documentation, "Network Policies"). The operator reads metrics through the API server, which policies see as the node.
/// </summary>
internal static class TenantNetwork
{
    /// <summary>Where the portal's gateway runs.</summary>
    public const string GatewayNamespace = "portal-system";

    public static IReadOnlyList<JsonObject> Policies(TenantInfo tenant) => [Deny(tenant), FromGateway(tenant), ToNames(tenant)];

    private static JsonObject Deny(TenantInfo tenant) => Policy(tenant, "default-deny", ["Ingress", "Egress"]);

    private static JsonObject FromGateway(TenantInfo tenant)
    {
        var policy = Policy(tenant, "allow-gateway", ["Ingress"]);
        policy["spec"]!["ingress"] = new JsonArray { new JsonObject { ["from"] = new JsonArray { In(GatewayNamespace) } } };
        return policy;
    }

    private static JsonObject ToNames(TenantInfo tenant)
    {
        var policy = Policy(tenant, "allow-dns", ["Egress"]);
        var resolver = In("kube-system");
        resolver["podSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["k8s-app"] = "kube-dns" } };
        policy["spec"]!["egress"] = new JsonArray
        {
            new JsonObject
            {
                ["to"] = new JsonArray { resolver },
                ["ports"] = new JsonArray { Port("UDP"), Port("TCP") },
            },
        };
        return policy;
    }

    private static JsonObject Port(string protocol) => new() { ["protocol"] = protocol, ["port"] = 53 };

    private static JsonObject In(string space) =>
        new() { ["namespaceSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["kubernetes.io/metadata.name"] = space } } };

    private static JsonObject Policy(TenantInfo tenant, string name, string[] types) => TenantObject.Of(tenant, ResourceKind.NetworkPolicy, name, new JsonObject
    {
        ["podSelector"] = new JsonObject(),
        ["policyTypes"] = new JsonArray([.. types.Select(type => JsonValue.Create(type))]),
    });
}
