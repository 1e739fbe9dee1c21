using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Patching;

/// <summary>
/// How finely a field is owned: a map by its fields, a keyed list by its entries, a set by its values; everything else as one. For custom
/// resources the schema says so; for built-in kinds the field's name does, which is unambiguous in what is served here.
/// </summary>
internal static class FieldShape
{
    /// <summary>Objects of built-in kinds that are one value (<c>x-kubernetes-map-type: atomic</c>).</summary>
    private static readonly HashSet<string> AtomicMaps = new(StringComparer.Ordinal)
    {
        "selector", "podSelector", "namespaceSelector", "labelSelector", "nodeSelector", "fieldRef", "resourceFieldRef", "secretKeyRef", "configMapKeyRef",
        "secretRef", "configMapRef", "involvedObject", "regarding", "related", "roleRef", "scopeSelector", "nodeSelectorTerms",
    };

    /// <summary>Parts of built-in kinds that are always there, so that nobody owns that they are.</summary>
    private static readonly HashSet<string> Structures = new(StringComparer.Ordinal) { "metadata", "spec", "status", "template", "strategy", "resources" };

    /// <summary>The part of a schema that speaks of a field; null where nothing does.</summary>
    public static JsonObject? SchemaOf(JsonObject? schema, string name) => (schema.At("properties", name) ?? schema?["additionalProperties"]) as JsonObject;

    public static bool IsGranular(ResourceType type, string name, JsonObject? schema, JsonObject value) =>
        value.Count > 0 && (type.Schema is null
            ? type.IsCustom || !AtomicMaps.Contains(name) || (name == "selector" && type.Collection == Collections.Services)
            : schema.Text("x-kubernetes-map-type") != "atomic");

    /// <summary>Whether that the field is there at all is owned beside what it holds.</summary>
    public static bool OwnsItself(ResourceType type, string name) => name != "metadata" && (type.Schema is not null || !Structures.Contains(name));

    /// <summary>The steps to the entries of a list; null when the list is one value.</summary>
    public static List<(string Step, JsonNode? Entry)>? Entries(ResourceType type, string name, JsonObject? schema, JsonArray list)
    {
        List<(string Step, JsonNode? Entry)>? entries = null;
        if (ListKeys.IsSet(name, schema))
        {
            entries = [.. list.Select(entry => ("v:" + (entry?.ToJsonString() ?? "null"), entry))];
        }
        else if (list.Count > 0 && ListKeys.Of(type, name, schema, list) is { } keys && list.All(entry => entry is JsonObject))
        {
            entries = [.. list.Select(entry => (Key((JsonObject)entry!, keys), entry))];
        }

        // What names no entry twice can be owned by entry.
        return entries is not null && entries.DistinctBy(entry => entry.Step, StringComparer.Ordinal).Count() == entries.Count ? entries : null;
    }

    private static string Key(JsonObject item, string[] keys)
    {
        var key = new JsonObject();
        foreach (var name in keys.Order(StringComparer.Ordinal))
        {
            key[name] = ListKeys.KeyValue(item, name)?.DeepClone();
        }

        return "k:" + key.ToJsonString();
    }
}
