using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Tables;

namespace Portal.Local.Kubernetes.CustomResources;

/// <summary>An additionalPrinterColumn: the first match of a JSONPath, shown as its type says.</summary>
internal static class CustomColumn
{
    public static PrinterColumn From(JsonObject column)
    {
        var type = column.Text("type") ?? "string";
        var path = JsonPathExpression.TryParse(column.Text("jsonPath") ?? "");
        return new PrinterColumn(column.Text("name") ?? "", type, (item, now) => Cell(path?.Find(item).FirstOrDefault(), type, now))
        {
            Priority = (int)(column.Number("priority") ?? 0),
            Format = column.Text("format") ?? "",
            Description = column.Text("description") ?? "",
        };
    }

    private static JsonNode? Cell(JsonNode? value, string type, DateTimeOffset now) => (type, value) switch
    {
        (_, null) => null,
        ("date", _) => Age.Since(value.Time(), now),
        ("integer" or "number" or "boolean", JsonValue) when value.GetValueKind() != JsonValueKind.String => value.DeepClone(),
        ("string", JsonValue) => value.ToString(),
        (_, JsonValue) => value.DeepClone(),
        _ => value.ToJsonString(),
    };
}
