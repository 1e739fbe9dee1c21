using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.CustomResources;

/// <summary>
/// The invariants of structural schemas ("Specifying a structural schema"): every field has a type, and what is said under allOf, anyOf, oneOf
/// and not only narrows what is said outside of them.
/// </summary>
internal static class StructuralSchema
{
    public static void Check(JsonObject schema, string path, List<FieldProblem> problems)
    {
        Check(schema, path, "at the root", problems);
        if (schema["additionalProperties"] is not null)
        {
            problems.Add(FieldProblem.Forbidden(path + ".additionalProperties", "must not be used at the root"));
        }

        if (schema.Text("type") is { } type && type != "object")
        {
            problems.Add(FieldProblem.Invalid(path + ".type", type, "must be object at the root"));
        }

        CheckMetadata(schema, path, problems);
    }

    private static void Check(JsonObject schema, string path, string place, List<FieldProblem> problems)
    {
        CheckType(schema, path, place, problems);
        SchemaKeywords.Check(schema, path, problems);
        NestedSchema.Check(schema, path, problems);
        foreach (var (name, property) in schema.Child("properties") ?? [])
        {
            Check(property as JsonObject ?? [], $"{path}.properties[{name}]", "for specified object fields", problems);
        }

        if (schema["items"] is JsonObject items)
        {
            Check(items, path + ".items", "for specified array items", problems);
        }

        if (schema["additionalProperties"] is JsonObject others)
        {
            Check(others, path + ".additionalProperties", "for specified object fields", problems);
        }
    }

    private static void CheckType(JsonObject schema, string path, string place, List<FieldProblem> problems)
    {
        var type = schema.Text("type");
        if (string.IsNullOrEmpty(type) && !schema.Flag("x-kubernetes-int-or-string") && !schema.Flag("x-kubernetes-preserve-unknown-fields"))
        {
            problems.Add(FieldProblem.Required(path + ".type", $"must not be empty {place}"));
        }

        if (type == "array" && schema["items"] is null)
        {
            problems.Add(FieldProblem.Required(path + ".items", "must be specified"));
        }

        if (!schema.Flag("x-kubernetes-embedded-resource"))
        {
            return;
        }

        if (type != "object")
        {
            problems.Add(FieldProblem.Invalid(path + ".type", type, "must be object if x-kubernetes-embedded-resource is true"));
        }

        if (!schema.Flag("x-kubernetes-preserve-unknown-fields") && schema.Child("properties") is null or { Count: 0 })
        {
            problems.Add(FieldProblem.Required(
                path + ".properties", "must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields"));
        }
    }

    private static void CheckMetadata(JsonObject schema, string path, List<FieldProblem> problems)
    {
        if (schema.Child("properties", "metadata") is { } metadata
            && (metadata.Any(pair => pair.Key is not ("type" or "properties" or "description"))
                || (metadata.Child("properties") ?? []).Any(pair => pair.Key is not ("name" or "generateName"))))
        {
            problems.Add(FieldProblem.Forbidden(
                path + ".properties[metadata]", "must not specify anything other than name and generateName, but metadata is implicitly specified"));
        }
    }
}
