using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Resources;

/// <summary>One column of the Table form; priority above 0 shows only with <c>-o wide</c>.</summary>
internal sealed record PrinterColumn(string Name, string Type, Func<JsonObject, DateTimeOffset, JsonNode?> Cell)
{
    public int Priority { get; init; }

    public string Format { get; init; } = "";

    public string Description { get; init; } = "";

    public static PrinterColumn NameColumn { get; } = new("Name", "string", (item, _) => item.NameOf()) { Format = "name" };

    public static PrinterColumn AgeColumn { get; } = new("Age", "string", (item, now) => Tables.Age.Since(item.Time("metadata", "creationTimestamp"), now));

    public static IReadOnlyList<PrinterColumn> NameAndAge { get; } = [NameColumn, AgeColumn];

    public static PrinterColumn Of(string name, Func<JsonObject, JsonNode?> cell) => new(name, "string", (item, _) => cell(item));

    public static PrinterColumn Count(string name, Func<JsonObject, long?> cell) => new(name, "integer", (item, _) => cell(item) ?? 0);

    public static PrinterColumn Wide(string name, Func<JsonObject, JsonNode?> cell) => Of(name, cell) with { Priority = 1 };
}
