using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Selectors;

namespace Portal.Local.Kubernetes.Tables;

/// <summary>Columns of what carries traffic.</summary>
internal static class NetworkColumns
{
    public static IReadOnlyList<PrinterColumn> Services { get; } =
    [
        PrinterColumn.NameColumn,
        PrinterColumn.Of("Type", item => item.Text("spec", "type")),
        PrinterColumn.Of("Cluster-IP", item => item.Text("spec", "clusterIP") ?? "<none>"),
        PrinterColumn.Of("External-IP", _ => "<none>"),
        PrinterColumn.Of("Port(s)", item => OrNone(item.Objects("spec", "ports").Select(port => $"{port.Number("port")}/{port.Text("protocol") ?? "TCP"}"))),
        PrinterColumn.AgeColumn,
        PrinterColumn.Wide("Selector", item => LabelSelector.OfLabels(item.TextMap("spec", "selector")).ToString()),
    ];

    public static IReadOnlyList<PrinterColumn> Endpoints { get; } =
    [
        PrinterColumn.NameColumn,
        PrinterColumn.Of("Endpoints", item => OrNone(
            from subset in item.Objects("subsets")
            from address in subset.Objects("addresses")
            from port in subset.Objects("ports")
            select $"{address.Text("ip")}:{port.Number("port")}")),
        PrinterColumn.AgeColumn,
    ];

    public static IReadOnlyList<PrinterColumn> EndpointSlices { get; } =
    [
        PrinterColumn.NameColumn,
        PrinterColumn.Of("AddressType", item => item.Text("addressType")),
        PrinterColumn.Of("Ports", item => OrNone(item.Objects("ports").Select(port => $"{port.Number("port")}"))),
        PrinterColumn.Of("Endpoints", item => OrNone(item.Objects("endpoints").SelectMany(endpoint => endpoint.Texts("addresses")))),
        PrinterColumn.AgeColumn,
    ];

    public static IReadOnlyList<PrinterColumn> NetworkPolicies { get; } =
    [
        PrinterColumn.NameColumn,
        PrinterColumn.Of("Pod-Selector", item => LabelSelector.OfObject(item.Child("spec", "podSelector")).ToString()),
        PrinterColumn.AgeColumn,
    ];

    public static IReadOnlyList<PrinterColumn> HttpRoutes { get; } =
    [
        PrinterColumn.NameColumn,
        PrinterColumn.Of("Hostnames", item => item.At("spec", "hostnames")?.ToJsonString()),
        PrinterColumn.AgeColumn,
        PrinterColumn.Wide("Backends", item => OrNone(
            item.Objects("spec", "rules").SelectMany(rule => rule.Objects("backendRefs")).Select(backend => $"{backend.Text("name")}={backend.Number("weight") ?? 1}"))),
    ];

    public static IReadOnlyList<PrinterColumn> Gateways { get; } =
    [
        PrinterColumn.NameColumn,
        PrinterColumn.Of("Class", item => item.Text("spec", "gatewayClassName")),
        PrinterColumn.Of("Address", item => OrNone(item.Objects("status", "addresses").Select(address => address.Text("value")))),
        PrinterColumn.Of("Programmed", item => Conditions.IsTrue(item.Child("status"), "Programmed") ? "True" : "Unknown"),
        PrinterColumn.AgeColumn,
    ];

    public static IReadOnlyList<PrinterColumn> GatewayClasses { get; } =
    [
        PrinterColumn.NameColumn,
        PrinterColumn.Of("Controller", item => item.Text("spec", "controllerName")),
        PrinterColumn.AgeColumn,
    ];

    private static JsonNode OrNone(IEnumerable<string?> parts)
    {
        var text = string.Join(',', parts);
        return text.Length == 0 ? "<none>" : text;
    }
}
