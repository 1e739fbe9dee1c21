using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Selectors;

namespace Portal.Local.Kubernetes.Tables;

/// <summary>Columns of pods and of what makes pods.</summary>
internal static class WorkloadColumns
{
    public static IReadOnlyList<PrinterColumn> Pods { get; } =
    [
        PrinterColumn.NameColumn,
        PrinterColumn.Of("Ready", item => $"{Statuses(item).Count(status => status.Flag("ready"))}/{item.Objects("spec", "containers").Count()}"),
        PrinterColumn.Of("Status", item => PodState(item)),
        PrinterColumn.Of("Restarts", item => $"{Statuses(item).Sum(status => status.Number("restartCount") ?? 0)}"),
        PrinterColumn.AgeColumn,
        PrinterColumn.Wide("IP", item => item.Text("status", "podIP") ?? "<none>"),
        PrinterColumn.Wide("Node", item => item.Text("spec", "nodeName") ?? "<none>"),
        PrinterColumn.Wide("Nominated Node", _ => "<none>"),
        PrinterColumn.Wide("Readiness Gates", _ => "<none>"),
    ];

    public static IReadOnlyList<PrinterColumn> Deployments { get; } =
    [
        PrinterColumn.NameColumn,
        PrinterColumn.Of("Ready", item => $"{item.Number("status", "readyReplicas") ?? 0}/{item.Number("spec", "replicas") ?? 1}"),
        PrinterColumn.Count("Up-to-date", item => item.Number("status", "updatedReplicas")),
        PrinterColumn.Count("Available", item => item.Number("status", "availableReplicas")),
        PrinterColumn.AgeColumn,
        .. Template,
    ];

    public static IReadOnlyList<PrinterColumn> ReplicaSets { get; } =
    [
        PrinterColumn.NameColumn,
        PrinterColumn.Count("Desired", item => item.Number("spec", "replicas") ?? 1),
        PrinterColumn.Count("Current", item => item.Number("status", "replicas")),
        PrinterColumn.Count("Ready", item => item.Number("status", "readyReplicas")),
        PrinterColumn.AgeColumn,
        .. Template,
    ];

    private static IReadOnlyList<PrinterColumn> Template =>
    [
        PrinterColumn.Wide("Containers", item => string.Join(',', item.Objects("spec", "template", "spec", "containers").Select(one => one.Text("name")))),
        PrinterColumn.Wide("Images", item => string.Join(',', item.Objects("spec", "template", "spec", "containers").Select(one => one.Text("image")))),
        PrinterColumn.Wide("Selector", item => LabelSelector.OfObject(item.Child("spec", "selector")).ToString()),
    ];

    private static IEnumerable<JsonObject> Statuses(JsonObject pod) => pod.Objects("status", "containerStatuses");

    /// <summary>What the Status column of a pod says: the most telling of phase, container reasons and deletion.</summary>
    private static string PodState(JsonObject pod)
    {
        if (pod.IsDeleting())
        {
            return "Terminating";
        }

        var reason = Statuses(pod)
            .Select(status => status.Text("state", "waiting", "reason") ?? status.Text("state", "terminated", "reason"))
            .FirstOrDefault(text => text is not null);
        return reason ?? pod.Text("status", "reason") ?? pod.Text("status", "phase") ?? "Unknown";
    }
}
