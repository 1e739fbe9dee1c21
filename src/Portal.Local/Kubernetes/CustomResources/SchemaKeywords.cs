using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.CustomResources;

/// <summary>Keywords of OpenAPI that definitions cannot use, and those of Kubernetes that must fit together.</summary>
internal static class SchemaKeywords
{
    private static readonly string[] Unsupported = ["$ref", "$schema", "id", "definitions", "dependencies", "patternProperties", "additionalItems", "discriminator", "readOnly", "writeOnly", "xml", "deprecated"];
    private static readonly string[] Types = ["object", "array", "string", "integer", "number", "boolean"];

    public static void Check(JsonObject schema, string path, List<FieldProblem> problems)
    {
        problems.AddRange(Unsupported.Where(schema.ContainsKey).Select(keyword => FieldProblem.Forbidden($"{path}.{keyword}", $"{keyword} is not supported")));
        if (schema.Text("type") is { Length: > 0 } type && !Types.Contains(type, StringComparer.Ordinal))
        {
            problems.Add(FieldProblem.NotSupported(path + ".type", type, Types.Order(StringComparer.Ordinal).Select(one => $"\"{one}\"")));
        }

        if (schema["items"] is JsonArray)
        {
            problems.Add(FieldProblem.Forbidden(path + ".items", "items must be a schema object and not an array"));
        }

        if (schema.Flag("uniqueItems"))
        {
            problems.Add(FieldProblem.Forbidden(path + ".uniqueItems", "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"));
        }

        if (schema["additionalProperties"] is JsonValue value && value.TryGetValue<bool>(out var others) && !others)
        {
            problems.Add(FieldProblem.Forbidden(path + ".additionalProperties", "additionalProperties cannot be set to false"));
        }

        if (schema["additionalProperties"] is not null && schema["properties"] is not null)
        {
            problems.Add(FieldProblem.Forbidden(path + ".additionalProperties", "additionalProperties and properties are mutual exclusive"));
        }

        if (schema["x-kubernetes-preserve-unknown-fields"] is JsonValue keeps && keeps.TryGetValue<bool>(out var isKeeping) && !isKeeping)
        {
            problems.Add(FieldProblem.Invalid(path + ".x-kubernetes-preserve-unknown-fields", false, "must be true or undefined"));
        }

        CheckPattern(schema, path, problems);
        CheckList(schema, path, problems);
    }

    private static void CheckPattern(JsonObject schema, string path, List<FieldProblem> problems)
    {
        if (schema.Text("pattern") is not { } pattern)
        {
            return;
        }

        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // Look-around and back-references, which RE2 does not have either, are not supported without backtracking.
            problems.Add(FieldProblem.Invalid(path + ".pattern", pattern, $"must be a valid regular expression, but isn't: {exception.Message}"));
        }
    }

    private static void CheckList(JsonObject schema, string path, List<FieldProblem> problems)
    {
        var (type, keys) = (schema.Text("x-kubernetes-list-type"), schema.Texts("x-kubernetes-list-map-keys").ToList());
        switch (type)
        {
            case null or "atomic":
                break;
            case "set" or "map":
                if (schema.Text("type") != "array")
                {
                    problems.Add(FieldProblem.Invalid(path + ".type", schema["type"], $"must be array if x-kubernetes-list-type is {type}"));
                }

                break;
            default:
                problems.Add(FieldProblem.NotSupported(path + ".x-kubernetes-list-type", type, ["\"atomic\"", "\"map\"", "\"set\""]));
                break;
        }

        if (type != "map" && keys.Count > 0)
        {
            problems.Add(FieldProblem.Invalid(path + ".x-kubernetes-list-type", type, "must be map if x-kubernetes-list-map-keys is non-empty"));
        }

        if (type == "map")
        {
            CheckKeys(schema.Child("items") ?? [], keys, path, problems);
        }
    }

    private static void CheckKeys(JsonObject items, List<string> keys, string path, List<FieldProblem> problems)
    {
        if (keys.Count == 0)
        {
            problems.Add(FieldProblem.Required(path + ".x-kubernetes-list-map-keys", "must not be empty if x-kubernetes-list-type is map"));
        }

        foreach (var (index, key) in keys.Index())
        {
            if (items.Child("properties", key) is not { } property)
            {
                problems.Add(FieldProblem.Invalid($"{path}.x-kubernetes-list-map-keys[{index}]", key, "entries must all be names of item properties"));
            }
            else if (property["default"] is null && !items.Texts("required").Contains(key, StringComparer.Ordinal))
            {
                problems.Add(FieldProblem.Required(
                    $"{path}.items.properties[{key}].default", "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property"));
            }
        }
    }
}
