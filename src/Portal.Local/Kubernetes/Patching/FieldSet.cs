using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Patching;

/// <summary>
/// The fields that an applied configuration names, in the form of <c>managedFields[].fieldsV1</c> (FieldsV1: <c>f:name</c> for a
/// field, <c>k:{…}</c> for an entry of a keyed list, <c>v:…</c> for an entry of a set; an empty object ends a path).
/// </summary>
internal static class FieldSet
{
    private static readonly string[] Unowned = ["apiVersion", "kind"];
    private static readonly string[] UnownedMeta = ["name", "namespace", "managedFields", "resourceVersion", "uid", "creationTimestamp", "generation"];

    public static JsonObject Of(ResourceType type, JsonObject applied)
    {
        var configuration = applied.Clone();
        foreach (var name in Unowned)
        {
            configuration.Remove(name);
        }

        foreach (var name in UnownedMeta)
        {
            configuration.Child("metadata")?.Remove(name);
        }

        if (configuration.Child("metadata") is { Count: 0 })
        {
            configuration.Remove("metadata");
        }

        return OfObject(type, configuration, type.Schema);
    }

    public static string Key(JsonObject item, string[] keys)
    {
        var key = new JsonObject();
        foreach (var name in keys.Order(StringComparer.Ordinal))
        {
            key[name] = ListKeys.KeyValue(item, name)?.DeepClone();
        }

        return "k:" + key.ToJsonString();
    }

    public static string Value(JsonNode? entry) => "v:" + (entry?.ToJsonString() ?? "null");

    private static JsonObject OfObject(ResourceType type, JsonObject item, JsonObject? schema)
    {
        var fields = new JsonObject();
        foreach (var (name, value) in item)
        {
            var known = SchemaOf(schema, name);
            fields["f:" + name] = value switch
            {
                JsonObject { Count: > 0 } child => OfObject(type, child, known),
                JsonArray list when ListKeys.IsSet(name, known) => OfSet(list),
                JsonArray list when ListKeys.Of(type, name, known, list) is { } keys => OfList(type, list, keys, known),
                _ => [],
            };
        }

        return fields;
    }

    /// <summary>The part of a schema that speaks of a field; null where nothing does.</summary>
    public static JsonObject? SchemaOf(JsonObject? schema, string name) => (schema.At("properties", name) ?? schema?["additionalProperties"]) as JsonObject;

    private static JsonObject OfList(ResourceType type, JsonArray list, string[] keys, JsonObject? schema)
    {
        var fields = new JsonObject();
        foreach (var item in list.OfType<JsonObject>())
        {
            var entry = OfObject(type, item, schema.Child("items"));
            entry["."] = new JsonObject();
            fields[Key(item, keys)] = entry;
        }

        return fields;
    }

    private static JsonObject OfSet(JsonArray list)
    {
        var fields = new JsonObject();
        foreach (var entry in list)
        {
            fields[Value(entry)] = new JsonObject();
        }

        return fields;
    }
}
