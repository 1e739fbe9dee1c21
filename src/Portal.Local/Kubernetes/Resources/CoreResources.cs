using Portal.Local.Kubernetes.Tables;

namespace Portal.Local.Kubernetes.Resources;

/// <summary>The resources of the group without a name, <c>/api/v1</c>.</summary>
internal static class CoreResources
{
    public static IReadOnlyList<ResourceType> All { get; } =
    [
        Core("Namespace", "namespaces", "ns") with { Namespaced = false, HasStatus = true, Columns = ClusterColumns.Namespaces },
        Core("Node", "nodes", "no") with { Namespaced = false, HasStatus = true, Columns = ClusterColumns.Nodes },
        Core("Pod", "pods", "po") with { HasStatus = true, Categories = ["all"], Columns = WorkloadColumns.Pods },
        Core("Service", "services", "svc") with { HasStatus = true, Categories = ["all"], Columns = NetworkColumns.Services },
        Core("Endpoints", "endpoints", "ep") with { Columns = NetworkColumns.Endpoints },
        Core("Event", "events", "ev") with { Columns = ClusterColumns.Events },
        Core("ConfigMap", "configmaps", "cm") with { Columns = ClusterColumns.ConfigMaps },
        Core("Secret", "secrets") with { Columns = ClusterColumns.Secrets },
        Core("ServiceAccount", "serviceaccounts", "sa"),
        Core("ResourceQuota", "resourcequotas", "quota") with { HasStatus = true, Columns = ClusterColumns.Quotas },
        Core("LimitRange", "limitranges", "limits") with { Columns = ClusterColumns.Ranges },
        Core("PersistentVolumeClaim", "persistentvolumeclaims", "pvc") with { HasStatus = true },
    ];

    private static ResourceType Core(string kind, string plural, params string[] shortNames) =>
        new() { Group = "", Version = "v1", Kind = kind, Plural = plural, ShortNames = shortNames };
}
