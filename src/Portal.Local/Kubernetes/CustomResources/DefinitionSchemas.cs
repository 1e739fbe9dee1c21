using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.CustomResources;

/// <summary>Whether the schemas of a definition are structural, with defaults that fit and rules that can be run.</summary>
internal static class DefinitionSchemas
{
    public static IEnumerable<FieldProblem> Check(JsonObject definition)
    {
        var versions = definition.Objects("spec", "versions").ToList();
        foreach (var (index, version) in versions.Index())
        {
            if (version.Child("schema", "openAPIV3Schema") is not { } schema)
            {
                continue;
            }

            // One schema for all versions is what the API server keeps at the top, and says so in its paths.
            var isOne = versions.TrueForAll(other => JsonNode.DeepEquals(other.At("schema", "openAPIV3Schema"), schema));
            foreach (var problem in Check(schema, isOne ? "spec.validation.openAPIV3Schema" : $"spec.versions[{index}].schema.openAPIV3Schema"))
            {
                yield return problem;
            }

            if (isOne)
            {
                break;
            }
        }
    }

    private static List<FieldProblem> Check(JsonObject schema, string path)
    {
        var problems = new List<FieldProblem>();
        StructuralSchema.Check(schema, path, problems);
        if (problems.Count == 0)
        {
            SchemaDefaults.Check(schema, path, problems);
            SchemaRuleCompiler.Compile(schema, path, problems);
        }

        problems.Sort((one, other) => string.CompareOrdinal(one.ToString(), other.ToString()));
        return problems;
    }
}
