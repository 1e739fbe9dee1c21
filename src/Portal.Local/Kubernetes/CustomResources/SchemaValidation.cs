using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.CustomResources;

/// <summary>Checks values against a structural schema: types, required, enum, bounds, patterns, combinations. Rules are run after it.</summary>
internal static class SchemaValidation
{
    public static void Check(JsonObject schema, JsonNode? value, string path, List<FieldProblem> problems)
    {
        if (value is null)
        {
            if (!schema.Flag("nullable") && schema.Text("type") is { } wanted)
            {
                problems.Add(new FieldProblem("FieldValueTypeInvalid", path, $"Invalid value: \"null\": {path} in body must be of type {wanted}: \"null\""));
            }

            return;
        }

        if (!HasType(schema, value))
        {
            problems.Add(new FieldProblem(
                "FieldValueTypeInvalid", path, $"Invalid value: \"{NameOf(value)}\": {path} in body must be of type {schema.Text("type")}: \"{NameOf(value)}\""));
            return;
        }

        SchemaBounds.Check(schema, value, path, problems);
        CheckCombinations(schema, value, path, problems);
        switch (value)
        {
            case JsonObject item:
                CheckObject(schema, item, path, problems);
                break;
            case JsonArray list when schema.Child("items") is { } element:
                CheckUnique(schema, list, path, problems);
                foreach (var (index, entry) in list.Index())
                {
                    Check(element, entry, $"{path}[{index}]", problems);
                }

                break;
        }
    }

    private static void CheckObject(JsonObject schema, JsonObject item, string path, List<FieldProblem> problems)
    {
        foreach (var name in schema.Texts("required").Where(name => !item.ContainsKey(name)))
        {
            problems.Add(FieldProblem.Required(Join(path, name)));
        }

        foreach (var (name, value) in item)
        {
            if ((schema.At("properties", name) ?? schema["additionalProperties"]) is JsonObject known)
            {
                Check(known, value, Join(path, name), problems);
            }
        }
    }

    /// <summary>A list that is a set, or a map by its keys, has no entry twice.</summary>
    private static void CheckUnique(JsonObject schema, JsonArray list, string path, List<FieldProblem> problems)
    {
        string[] keys = [.. schema.Texts("x-kubernetes-list-map-keys")];
        if (schema.Text("x-kubernetes-list-type") is not ("set" or "map"))
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, entry) in list.Index())
        {
            var identity = keys.Length == 0 ? entry?.DeepClone() : new JsonObject(keys.Select(key => KeyValuePair.Create(key, entry.At(key)?.DeepClone())));
            if (!seen.Add(identity?.ToJsonString() ?? "null"))
            {
                problems.Add(FieldProblem.Duplicate($"{path}[{index}]", identity));
            }
        }
    }

    private static void CheckCombinations(JsonObject schema, JsonNode value, string path, List<FieldProblem> problems)
    {
        foreach (var part in schema.Objects("allOf"))
        {
            Check(part, value, path, problems);
        }

        if (schema["oneOf"] is JsonArray && schema.Objects("oneOf").Count(part => Fits(part, value)) is var fitting and not 1)
        {
            problems.Add(FieldProblem.Invalid(path, "", $"\"{path}\" must validate one and only one schema (oneOf). {(fitting == 0 ? "Found none valid" : $"Found {fitting} valid alternatives")}"));
        }

        if (schema["anyOf"] is JsonArray && !schema.Objects("anyOf").Any(part => Fits(part, value)))
        {
            problems.Add(FieldProblem.Invalid(path, "", $"\"{path}\" must validate at least one schema (anyOf)"));
        }

        if (schema.Child("not") is { } refused && Fits(refused, value))
        {
            problems.Add(FieldProblem.Invalid(path, "", $"\"{path}\" must not validate the schema (not)"));
        }
    }

    private static bool Fits(JsonObject schema, JsonNode value)
    {
        var problems = new List<FieldProblem>();
        Check(schema, value, "", problems);
        return problems.Count == 0;
    }

    private static bool HasType(JsonObject schema, JsonNode value)
    {
        if (schema.Flag("x-kubernetes-int-or-string"))
        {
            return value.GetValueKind() == JsonValueKind.String || value.Number() is not null;
        }

        return schema.Text("type") switch
        {
            "object" => value is JsonObject,
            "array" => value is JsonArray,
            "string" => value.GetValueKind() == JsonValueKind.String,
            "boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            "integer" => value.Number() is not null,
            "number" => value.GetValueKind() == JsonValueKind.Number,
            _ => true,
        };
    }

    private static string NameOf(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.Number() is null ? "number" : "integer",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
