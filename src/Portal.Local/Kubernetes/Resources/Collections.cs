namespace Portal.Local.Kubernetes.Resources;

/// <summary>The collections that the simulation itself reads and writes.</summary>
internal static class Collections
{
    public const string Namespaces = "/namespaces";
    public const string Nodes = "/nodes";
    public const string Pods = "/pods";
    public const string Services = "/services";
    public const string Quotas = "/resourcequotas";
    public const string Endpoints = "/endpoints";
    public const string Events = "/events";
    public const string Deployments = "apps/deployments";
    public const string ReplicaSets = "apps/replicasets";
    public const string Leases = "coordination.k8s.io/leases";
    public const string EndpointSlices = "discovery.k8s.io/endpointslices";
    public const string Definitions = "apiextensions.k8s.io/customresourcedefinitions";
    public const string ServiceAccounts = "/serviceaccounts";
    public const string Roles = "rbac.authorization.k8s.io/roles";
    public const string RoleBindings = "rbac.authorization.k8s.io/rolebindings";
    public const string ClusterRoles = "rbac.authorization.k8s.io/clusterroles";
    public const string ClusterRoleBindings = "rbac.authorization.k8s.io/clusterrolebindings";
    public const string Gateways = "gateway.networking.k8s.io/gateways";
    public const string Ingresses = "networking.k8s.io/ingresses";
    public const string VirtualServices = "networking.istio.io/virtualservices";
    public const string Routes = "gateway.networking.k8s.io/httproutes";
}
