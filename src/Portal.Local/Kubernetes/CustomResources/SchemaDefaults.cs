using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.CustomResources;

/// <summary>Fills in <c>default</c> values where the parent is there and the field is not.</summary>
internal static class SchemaDefaults
{
    /// <summary>Whether every default of a schema is what the schema itself would take.</summary>
    public static void Check(JsonObject schema, string path, List<FieldProblem> problems)
    {
        foreach (var (name, property) in schema.Child("properties") ?? [])
        {
            var (known, at) = (property as JsonObject ?? [], $"{path}.properties[{name}]");
            if (known["default"] is { } value)
            {
                SchemaValidation.Check(known, value, at + ".default", problems);
            }

            Check(known, at, problems);
        }

        foreach (var keyword in (ReadOnlySpan<string>)["items", "additionalProperties"])
        {
            if (schema.Child(keyword) is { } below)
            {
                Check(below, $"{path}.{keyword}", problems);
            }
        }
    }

    public static void Apply(JsonObject schema, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject item:
                ApplyToObject(schema, item);
                break;
            case JsonArray list when schema.Child("items") is { } element:
                foreach (var entry in list)
                {
                    Apply(element, entry);
                }

                break;
        }
    }

    private static void ApplyToObject(JsonObject schema, JsonObject item)
    {
        foreach (var (name, property) in schema.Child("properties") ?? [])
        {
            var known = property as JsonObject ?? [];
            if (known["default"] is { } value && item[name] is null && !(known.Flag("nullable") && item.ContainsKey(name)))
            {
                item[name] = value.DeepClone();
            }

            Apply(known, item[name]);
        }

        if (schema.Child("additionalProperties") is { } others)
        {
            foreach (var (name, value) in item)
            {
                if (schema.At("properties", name) is null)
                {
                    Apply(others, value);
                }
            }
        }
    }
}
