using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.CustomResources;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Registry;

/// <summary>Completes an object with defaults and refuses it when it is wrong.</summary>
internal static class Admission
{
    public static void Complete(ResourceType type, JsonObject item, JsonObject? current, WriteOptions options)
    {
        CheckLabels(type, item);
        if (type.Schema is { } schema)
        {
            Conform(type, schema, item, current, options);
            return;
        }

        BuiltInDefaults.Apply(type, item, current);
        var problems = BuiltInRules.Check(type, item, current);
        if (problems.Count > 0)
        {
            throw ApiErrors.Invalid(type, item.NameOf(), problems);
        }
    }

    public static void CompleteStatus(ResourceType type, JsonObject item, JsonObject current, WriteOptions options)
    {
        if (type.Schema is { } schema)
        {
            Conform(type, schema, item, current, options);
        }
    }

    private static void Conform(ResourceType type, JsonObject schema, JsonObject item, JsonObject? current, WriteOptions options)
    {
        var unknown = new List<string>();
        SchemaPruning.Prune(schema, item, unknown);
        if (options.Strict && unknown.Count > 0)
        {
            throw ApiErrors.BadRequest($"strict decoding error: {string.Join(", ", unknown.Select(field => $"unknown field \"{field}\""))}");
        }

        SchemaDefaults.Apply(schema, item);
        var problems = new List<FieldProblem>();
        SchemaValidation.Check(schema, item, "", problems);
        if (type.Rules is { } rules)
        {
            RunRules(rules, item, current, problems);
        }

        if (problems.Count > 0)
        {
            throw ApiErrors.Invalid(type, item.NameOf(), problems);
        }
    }

    private static void RunRules(SchemaRules rules, JsonObject item, JsonObject? current, List<FieldProblem> problems)
    {
        if (problems.Exists(problem => problem.HidesRules))
        {
            problems.Add(FieldProblem.Invalid(
                "<nil>", null, "some validation rules were not checked because the object was invalid; correct the existing errors to complete validation"));
        }
        else
        {
            rules.Check(item, current, "", problems);
        }
    }

    private static void CheckLabels(ResourceType type, JsonObject item)
    {
        foreach (var map in (ReadOnlySpan<string>)["labels", "annotations"])
        {
            var wrong = item.Child("metadata", map)?.FirstOrDefault(pair => pair.Value is not JsonValue value || value.GetValueKind() != System.Text.Json.JsonValueKind.String);
            if (wrong is { Key: { } key })
            {
                throw ApiErrors.BadRequest($"{type.Kind} in version \"{type.Version}\" cannot be handled as a {type.Kind}: metadata.{map}.{key} must be a string");
            }
        }
    }
}
