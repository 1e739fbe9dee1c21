using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.CustomResources;

/// <summary>What a definition must say before it can be served.</summary>
internal static class DefinitionNames
{
    public static IEnumerable<FieldProblem> Check(JsonObject definition)
    {
        var spec = definition.Child("spec");
        var expected = $"{spec.Text("names", "plural")}.{spec.Text("group")}";
        if (definition.NameOf() != expected)
        {
            yield return FieldProblem.Invalid("metadata.name", definition.NameOf(), $"must be spec.names.plural+\".\"+spec.group: {expected}");
        }

        foreach (var path in (string[][])[["group"], ["scope"], ["names", "plural"], ["names", "kind"]])
        {
            if (string.IsNullOrEmpty(spec.Text(path)))
            {
                yield return FieldProblem.Required("spec." + string.Join('.', path));
            }
        }

        if (spec.Objects("versions").Count(version => version.Flag("storage")) != 1)
        {
            yield return FieldProblem.Invalid("spec.versions", spec?["versions"], "must have exactly one version marked as storage version");
        }

        foreach (var (index, version) in spec.Objects("versions").Index())
        {
            if (version.Child("schema", "openAPIV3Schema") is null)
            {
                yield return FieldProblem.Required($"spec.versions[{index}].schema.openAPIV3Schema", "schemas are required");
            }
        }
    }

    /// <summary>Singular and list kind, where the definition leaves them out.</summary>
    public static void Default(JsonObject definition)
    {
        var names = definition.Ensure("spec").Ensure("names");
        if (names.Text("kind") is { } kind)
        {
            names.Default("singular", kind.ToLowerInvariant());
            names.Default("listKind", kind + "List");
        }

        definition.Ensure("spec").Default("conversion", new JsonObject { ["strategy"] = "None" });
    }
}
