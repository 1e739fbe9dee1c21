using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Tables;

/// <summary>Columns of namespaces, nodes, events and other objects about the cluster.</summary>
internal static class ClusterColumns
{
    public static IReadOnlyList<PrinterColumn> Namespaces { get; } =
        [PrinterColumn.NameColumn, PrinterColumn.Of("Status", item => item.Text("status", "phase")), PrinterColumn.AgeColumn];

    public static IReadOnlyList<PrinterColumn> Nodes { get; } =
    [
        PrinterColumn.NameColumn,
        PrinterColumn.Of("Status", item => Conditions.IsTrue(item.Child("status"), "Ready") ? "Ready" : "NotReady"),
        PrinterColumn.Of("Roles", _ => "<none>"),
        PrinterColumn.AgeColumn,
        PrinterColumn.Of("Version", item => item.Text("status", "nodeInfo", "kubeletVersion")),
    ];

    public static IReadOnlyList<PrinterColumn> Events { get; } =
    [
        new("Last Seen", "string", (item, now) => Age.Since(LastSeen(item), now)),
        PrinterColumn.Of("Type", item => item.Text("type")),
        PrinterColumn.Of("Reason", item => item.Text("reason")),
        PrinterColumn.Of("Object", item => Subject(item)),
        PrinterColumn.Wide("Source", item => item.Text("source", "component") ?? item.Text("reportingComponent")),
        PrinterColumn.Of("Message", item => (item.Text("message") ?? item.Text("note"))?.Trim()),
        PrinterColumn.Wide("Name", item => item.NameOf()),
    ];

    public static IReadOnlyList<PrinterColumn> Leases { get; } =
        [PrinterColumn.NameColumn, PrinterColumn.Of("Holder", item => item.Text("spec", "holderIdentity")), PrinterColumn.AgeColumn];

    public static IReadOnlyList<PrinterColumn> Quotas { get; } =
    [
        PrinterColumn.NameColumn,
        PrinterColumn.AgeColumn,
        PrinterColumn.Of("Request", item => Used(item, limits: false)),
        PrinterColumn.Of("Limit", item => Used(item, limits: true)),
    ];

    public static IReadOnlyList<PrinterColumn> Ranges { get; } =
        [PrinterColumn.NameColumn, PrinterColumn.Of("Created At", item => item.Text("metadata", "creationTimestamp"))];

    public static IReadOnlyList<PrinterColumn> ConfigMaps { get; } =
        [PrinterColumn.NameColumn, PrinterColumn.Count("Data", item => item.Child("data")?.Count), PrinterColumn.AgeColumn];

    public static IReadOnlyList<PrinterColumn> Secrets { get; } =
    [
        PrinterColumn.NameColumn,
        PrinterColumn.Of("Type", item => item.Text("type") ?? "Opaque"),
        PrinterColumn.Count("Data", item => item.Child("data")?.Count),
        PrinterColumn.AgeColumn,
    ];

    public static IReadOnlyList<PrinterColumn> Definitions { get; } =
        [PrinterColumn.NameColumn, PrinterColumn.Of("Created At", item => item.Text("metadata", "creationTimestamp"))];

    /// <summary>As kubectl shows it: limits in a column of their own.</summary>
    private static string Used(JsonObject item, bool limits) => string.Join(", ", item.TextMap("status", "hard")
        .Where(hard => hard.Key.StartsWith("limits.", StringComparison.Ordinal) == limits)
        .OrderBy(hard => hard.Key, StringComparer.Ordinal)
        .Select(hard => $"{hard.Key}: {item.Text("status", "used", hard.Key) ?? "0"}/{hard.Value}"));

    private static DateTimeOffset? LastSeen(JsonObject item) =>
        item.Time("series", "lastObservedTime")
        ?? item.Time("lastTimestamp")
        ?? item.Time("deprecatedLastTimestamp")
        ?? item.Time("eventTime")
        ?? item.Time("metadata", "creationTimestamp");

    private static string Subject(JsonObject item)
    {
        var subject = item.Child("involvedObject") ?? item.Child("regarding");
        return $"{subject.Text("kind")?.ToLowerInvariant()}/{subject.Text("name")}";
    }
}
