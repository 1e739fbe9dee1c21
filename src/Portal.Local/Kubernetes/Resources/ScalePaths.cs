namespace Portal.Local.Kubernetes.Resources;

/// <summary>Where the scale subresource finds its three fields.</summary>
internal sealed record ScalePaths(string SpecReplicas, string StatusReplicas, string? LabelSelector)
{
    public static ScalePaths OfWorkloads { get; } = new(".spec.replicas", ".status.replicas", ".spec.selector");
}
