using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.CustomResources;

/// <summary>What a structural schema may say under allOf, anyOf, oneOf and not: nothing that makes a field, only what narrows one.</summary>
internal static class NestedSchema
{
    private static readonly string[] Junctors = ["allOf", "anyOf", "oneOf"];

    private static readonly (string Keyword, string Text)[] Forbidden =
    [
        ("type", "must be empty to be structural"),
        ("title", "must be empty to be structural"),
        ("description", "must be empty to be structural"),
        ("default", "must be undefined to be structural"),
        ("additionalProperties", "must be undefined to be structural"),
        ("nullable", "must be false to be structural"),
        ("x-kubernetes-preserve-unknown-fields", "must be false to be structural"),
        ("x-kubernetes-embedded-resource", "must be false to be structural"),
        ("x-kubernetes-int-or-string", "must be false to be structural"),
        ("x-kubernetes-list-map-keys", "must be empty to be structural"),
        ("x-kubernetes-list-type", "must be undefined to be structural"),
        ("x-kubernetes-map-type", "must be undefined to be structural"),
        ("x-kubernetes-validations", "must be empty to be structural"),
    ];

    public static void Check(JsonObject schema, string path, List<FieldProblem> problems)
    {
        foreach (var (nested, at, isChoice) in Below(schema))
        {
            // The one exception: an integer or a string, spelled out.
            var isSpelled = isChoice && schema.Flag("x-kubernetes-int-or-string") && nested.Count == 1 && nested.Text("type") is "integer" or "string";
            if (!isSpelled)
            {
                CheckNested(nested, schema, path + at, problems);
            }
        }
    }

    private static IEnumerable<(JsonObject Nested, string At, bool IsChoice)> Below(JsonObject schema)
    {
        foreach (var junctor in Junctors)
        {
            foreach (var (index, nested) in schema.Objects(junctor).Index())
            {
                yield return (nested, $".{junctor}[{index}]", junctor == "anyOf");
            }
        }

        if (schema.Child("not") is { } refused)
        {
            yield return (refused, ".not", false);
        }
    }

    private static void CheckNested(JsonObject nested, JsonObject outside, string path, List<FieldProblem> problems)
    {
        foreach (var (keyword, text) in Forbidden)
        {
            if (nested[keyword] is not null && !(nested[keyword] is JsonValue value && value.TryGetValue<bool>(out var flag) && !flag))
            {
                problems.Add(FieldProblem.Forbidden($"{path}.{keyword}", text));
            }
        }

        foreach (var (name, property) in nested.Child("properties") ?? [])
        {
            var at = $"{path}.properties[{name}]";
            if (name == "metadata")
            {
                problems.Add(FieldProblem.Forbidden(at, "must not be specified in a nested context"));
            }

            Complete(property as JsonObject ?? [], outside.Child("properties", name), at, problems);
        }

        if (nested.Child("items") is { } items)
        {
            Complete(items, outside.Child("items"), path + ".items", problems);
        }

        foreach (var (below, at, _) in Below(nested))
        {
            CheckNested(below, outside, path + at, problems);
        }
    }

    private static void Complete(JsonObject nested, JsonObject? outside, string path, List<FieldProblem> problems)
    {
        if (outside is null)
        {
            problems.Add(FieldProblem.Required(path, "must be specified outside of value validation, because it is used inside of it"));
        }

        CheckNested(nested, outside ?? [], path, problems);
    }
}
