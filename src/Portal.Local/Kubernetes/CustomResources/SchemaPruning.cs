using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.CustomResources;

/// <summary>Drops fields that a structural schema does not know ("Field pruning" of CustomResourceDefinitions).</summary>
internal static class SchemaPruning
{
    private static readonly string[] Envelope = ["apiVersion", "kind", "metadata"];

    public static void Prune(JsonObject schema, JsonObject item, List<string> unknown) => PruneObject(schema, item, "", unknown, isRoot: true);

    private static void PruneObject(JsonObject schema, JsonObject item, string path, List<string> unknown, bool isRoot)
    {
        var properties = schema.Child("properties");
        var others = schema["additionalProperties"];
        var keepsUnknown = schema.Flag("x-kubernetes-preserve-unknown-fields") || others is JsonValue;
        foreach (var (name, value) in item.ToList())
        {
            if (isRoot && Envelope.Contains(name, StringComparer.Ordinal))
            {
                continue;
            }

            var at = path.Length == 0 ? name : $"{path}.{name}";
            if ((properties?[name] ?? others) is JsonObject known)
            {
                PruneNode(known, value, at, unknown);
            }
            else if (!keepsUnknown)
            {
                unknown.Add(at);
                item.Remove(name);
            }
        }
    }

    private static void PruneNode(JsonObject schema, JsonNode? value, string path, List<string> unknown)
    {
        switch (value)
        {
            case JsonObject child when schema.Text("type") is "object" or null:
                PruneObject(schema, child, path, unknown, schema.Flag("x-kubernetes-embedded-resource"));
                break;
            case JsonArray list when schema.Child("items") is { } element:
                foreach (var (index, entry) in list.Index())
                {
                    PruneNode(element, entry, $"{path}[{index}]", unknown);
                }

                break;
        }
    }
}
