using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Tables;

/// <summary>The Table form of objects (meta.k8s.io/v1): what <c>kubectl get</c> prints.</summary>
internal sealed class TableWriter(ResourceType type, string includeObject, DateTimeOffset now)
{
    private const string MetaVersion = "meta.k8s.io/v1";

    /// <summary>A table of these objects. A watch sends the column definitions with its first row only.</summary>
    public JsonObject Write(IEnumerable<JsonObject> items, JsonObject listMeta, bool withColumns = true) => new()
    {
        ["kind"] = "Table",
        ["apiVersion"] = MetaVersion,
        ["metadata"] = listMeta,
        ["columnDefinitions"] = withColumns ? new JsonArray([.. type.Columns.Select(Define)]) : null,
        ["rows"] = new JsonArray([.. items.Select(Row)]),
    };

    private static JsonObject Define(PrinterColumn column) => new()
    {
        ["name"] = column.Name,
        ["type"] = column.Type,
        ["format"] = column.Format,
        ["description"] = column.Description,
        ["priority"] = column.Priority,
    };

    private JsonObject Row(JsonObject item)
    {
        var row = new JsonObject { ["cells"] = new JsonArray([.. type.Columns.Select(column => column.Cell(item, now))]) };
        switch (includeObject)
        {
            case "None":
                break;
            case "Object":
                row["object"] = item.DeepClone();
                break;
            default:
                row["object"] = new JsonObject
                {
                    ["kind"] = "PartialObjectMetadata",
                    ["apiVersion"] = MetaVersion,
                    ["metadata"] = item.Meta().DeepClone(),
                };
                break;
        }

        return row;
    }
}
