using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Selectors;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>Which pods a Service stands for.</summary>
internal static class ServicePods
{
    public static IEnumerable<JsonObject> Ready(ClusterAccess cluster, JsonObject service)
    {
        var selector = service.TextMap("spec", "selector");
        if (selector.Count == 0)
        {
            return [];
        }

        return cluster.ServingPods(service.NamespaceOf(), LabelSelector.OfLabels(selector));
    }

    /// <summary>A number, or the name of a container's port.</summary>
    public static long TargetPort(JsonObject port, JsonObject pod)
    {
        if (port.Number("targetPort") is { } number)
        {
            return number;
        }

        var name = port.Text("targetPort");
        return pod.Objects("spec", "containers").SelectMany(container => container.Objects("ports"))
            .FirstOrDefault(candidate => candidate.Text("name") == name).Number("containerPort") ?? port.Number("port") ?? 0;
    }
}
