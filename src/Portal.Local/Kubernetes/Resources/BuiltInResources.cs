using Portal.Local.Kubernetes.Tables;

namespace Portal.Local.Kubernetes.Resources;

/// <summary>The resources that are there without a definition.</summary>
internal static class BuiltInResources
{
    public static IReadOnlyList<ResourceType> All { get; } =
    [
        .. CoreResources.All,
        Grouped("apps", "v1", "Deployment", "deployments", "deploy") with
        {
            HasStatus = true, CountsGenerations = true, Scale = ScalePaths.OfWorkloads, Categories = ["all"], Columns = WorkloadColumns.Deployments,
        },
        Grouped("apps", "v1", "ReplicaSet", "replicasets", "rs") with
        {
            HasStatus = true, CountsGenerations = true, Scale = ScalePaths.OfWorkloads, Categories = ["all"], Columns = WorkloadColumns.ReplicaSets,
        },
        Grouped("coordination.k8s.io", "v1", "Lease", "leases") with { Columns = ClusterColumns.Leases },
        Grouped("events.k8s.io", "v1", "Event", "events", "ev") with { KeptUnder = "/events", Columns = ClusterColumns.Events },
        Grouped("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices") with { Columns = NetworkColumns.EndpointSlices },
        Grouped("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", "netpol") with { CountsGenerations = true, Columns = NetworkColumns.NetworkPolicies },
        Grouped("networking.k8s.io", "v1", "Ingress", "ingresses", "ing") with { HasStatus = true, CountsGenerations = true },
        Grouped("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", "pdb") with { HasStatus = true, CountsGenerations = true },
        Grouped("rbac.authorization.k8s.io", "v1", "Role", "roles"),
        Grouped("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings"),
        Grouped("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles") with { Namespaced = false },
        Grouped("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", "clusterrolebindings") with { Namespaced = false },
        Grouped("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", "crd", "crds") with
        {
            Namespaced = false, HasStatus = true, CountsGenerations = true, Categories = ["api-extensions"], Columns = ClusterColumns.Definitions,
        },

        // A real cluster gets these from the Gateway API's definitions: they patch and update as custom resources do.
        Gateway("GatewayClass", "gatewayclasses", "gc") with { Namespaced = false, Columns = NetworkColumns.GatewayClasses },
        Gateway("Gateway", "gateways", "gtw") with { Columns = NetworkColumns.Gateways },
        Gateway("HTTPRoute", "httproutes") with { Columns = NetworkColumns.HttpRoutes },

        // And this from Istio's.
        Grouped("networking.istio.io", "v1", "VirtualService", "virtualservices", "vs") with { HasStatus = true, CountsGenerations = true, IsCustom = true },
    ];

    private static ResourceType Grouped(string group, string version, string kind, string plural, params string[] shortNames) =>
        new() { Group = group, Version = version, Kind = kind, Plural = plural, ShortNames = shortNames };

    private static ResourceType Gateway(string kind, string plural, params string[] shortNames) =>
        Grouped("gateway.networking.k8s.io", "v1", kind, plural, shortNames) with
        {
            HasStatus = true, CountsGenerations = true, IsCustom = true, Categories = ["gateway-api"],
        };
}
