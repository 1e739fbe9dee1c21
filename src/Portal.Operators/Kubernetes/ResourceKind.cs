namespace Portal.Operators.Kubernetes;

/// <summary>A kind of object and where the API server keeps it.</summary>
internal sealed record ResourceKind(string Group, string Version, string Plural, string Kind, bool Namespaced = true)
{
    public static readonly ResourceKind Namespace = new("", "v1", "namespaces", "Namespace", Namespaced: false);
    public static readonly ResourceKind ResourceQuota = new("", "v1", "resourcequotas", "ResourceQuota");
    public static readonly ResourceKind LimitRange = new("", "v1", "limitranges", "LimitRange");
    public static readonly ResourceKind NetworkPolicy = new("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy");
    public static readonly ResourceKind Pod = new("", "v1", "pods", "Pod");
    public static readonly ResourceKind Service = new("", "v1", "services", "Service");
    public static readonly ResourceKind ConfigMap = new("", "v1", "configmaps", "ConfigMap");
    public static readonly ResourceKind Secret = new("", "v1", "secrets", "Secret");
    public static readonly ResourceKind Deployment = new("apps", "v1", "deployments", "Deployment");
    public static readonly ResourceKind Lease = new("coordination.k8s.io", "v1", "leases", "Lease");
    public static readonly ResourceKind Event = new("events.k8s.io", "v1", "events", "Event");
    public static readonly ResourceKind HttpRoute = new("gateway.networking.k8s.io", "v1", "httproutes", "HTTPRoute");
    public static readonly ResourceKind Ingress = new("networking.k8s.io", "v1", "ingresses", "Ingress");
    public static readonly ResourceKind VirtualService = new("networking.istio.io", "v1", "virtualservices", "VirtualService");
    public static readonly ResourceKind CustomResourceDefinition =
        new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", Namespaced: false);

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The path of the collection, of one object, or of its subresource.</summary>
    public string Path(string? @namespace = null, string? name = null, string? subresource = null)
    {
        var root = Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}";
        var scope = Namespaced && @namespace is not null ? $"{root}/namespaces/{Uri.EscapeDataString(@namespace)}" : root;
        var collection = $"{scope}/{Plural}";
        var one = name is null ? collection : $"{collection}/{Uri.EscapeDataString(name)}";
        return subresource is null ? one : $"{one}/{subresource}";
    }
}
