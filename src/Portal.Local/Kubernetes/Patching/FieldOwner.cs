using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Patching;

/// <summary>One entry of <c>metadata.managedFields</c>: who owns what, and how they came to it.</summary>
internal sealed record FieldOwner(string Name, string Operation, string ApiVersion, string? Subresource, string? Time, OwnedFields Fields)
{
    public const string Apply = "Apply";
    public const string Update = "Update";

    public bool IsSame(FieldOwner other) =>
        Name == other.Name && Operation == other.Operation && Subresource == other.Subresource && (Operation == Apply || ApiVersion == other.ApiVersion);

    /// <summary>As conflicts name it.</summary>
    public override string ToString()
    {
        var where = Subresource is null ? "" : $" with subresource \"{Subresource}\"";
        return $"\"{Name}\"{where}{(Operation == Update ? $" using {ApiVersion}" : "")}";
    }

    public JsonObject ToJson()
    {
        var entry = new JsonObject
        {
            ["manager"] = Name,
            ["operation"] = Operation,
            ["apiVersion"] = ApiVersion,
            ["time"] = Time,
            ["fieldsType"] = "FieldsV1",
            ["fieldsV1"] = Fields.ToJson(),
        };
        if (Subresource is not null)
        {
            entry["subresource"] = Subresource;
        }

        return entry;
    }

    public static FieldOwner FromJson(JsonObject entry) => new(
        entry.Text("manager") ?? "",
        entry.Text("operation") ?? Update,
        entry.Text("apiVersion") ?? "",
        entry.Text("subresource"),
        entry.Text("time"),
        OwnedFields.FromJson(entry.Child("fieldsV1")));
}
