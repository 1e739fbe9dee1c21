using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Patching;

/// <summary>
/// Which lists are maps, and by which fields (<c>x-kubernetes-list-map-keys</c>, <c>patchMergeKey</c>). For built-in kinds by the
/// list's name, which is unambiguous in what is served here; for custom resources from the schema.
/// </summary>
internal static class ListKeys
{
    private static readonly Dictionary<string, string[]> BuiltIn = new(StringComparer.Ordinal)
    {
        ["containers"] = ["name"],
        ["initContainers"] = ["name"],
        ["ephemeralContainers"] = ["name"],
        ["env"] = ["name"],
        ["volumes"] = ["name"],
        ["volumeMounts"] = ["mountPath"],
        ["volumeDevices"] = ["devicePath"],
        ["imagePullSecrets"] = ["name"],
        ["hostAliases"] = ["ip"],
        ["conditions"] = ["type"],
        ["ownerReferences"] = ["uid"],
        ["topologySpreadConstraints"] = ["topologyKey", "whenUnsatisfiable"],
        ["secrets"] = ["name"],
    };

    /// <summary>The keys of a list, or null when the list is one value. Ports of a service and of a container differ in theirs.</summary>
    public static string[]? Of(ResourceType type, string name, JsonObject? listSchema, JsonNode? sample)
    {
        if (listSchema is not null)
        {
            return listSchema.Text("x-kubernetes-list-type") == "map" ? [.. listSchema.Texts("x-kubernetes-list-map-keys")] : null;
        }

        if (name == "ports")
        {
            return (sample as JsonArray)?.OfType<JsonObject>().FirstOrDefault() is { } port && port.ContainsKey("containerPort")
                ? ["containerPort", "protocol"]
                : type.Collection == Collections.Services ? ["port", "protocol"] : null;
        }

        if (type.IsCustom && name is not ("ownerReferences" or "conditions"))
        {
            return null;
        }

        return BuiltIn.GetValueOrDefault(name);
    }

    /// <summary>Lists of plain values that merge as sets.</summary>
    public static bool IsSet(string name, JsonObject? listSchema) =>
        name == "finalizers" || listSchema.Text("x-kubernetes-list-type") == "set";

    /// <summary>Same values in the key fields; a port without a protocol is a TCP one.</summary>
    public static bool Same(JsonObject left, JsonObject right, string[] keys) =>
        keys.All(key => JsonNode.DeepEquals(KeyValue(left, key), KeyValue(right, key)));

    public static JsonNode? KeyValue(JsonObject item, string key) => item[key] ?? (key == "protocol" ? JsonValue.Create("TCP") : null);
}
