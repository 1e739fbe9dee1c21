using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.CustomResources;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Selectors;

namespace Portal.Local.Kubernetes.Registry;

/// <summary>The checks on built-in objects whose absence would let a mistake of the operator pass here and fail on a real cluster.</summary>
internal static class BuiltInRules
{
    public static IReadOnlyList<FieldProblem> Check(ResourceType type, JsonObject item, JsonObject? current) => type.Collection switch
    {
        Collections.Deployments or Collections.ReplicaSets => [.. Workload(item, current)],
        Collections.Pods => [.. Containers(item.Child("spec"), "spec")],
        Collections.Services => [.. Service(item)],
        Collections.Routes => [.. Route(item)],
        Collections.Definitions => [.. DefinitionNames.Check(item), .. DefinitionSchemas.Check(item)],
        _ => [],
    };

    private static IEnumerable<FieldProblem> Workload(JsonObject item, JsonObject? current)
    {
        var selector = item.Child("spec", "selector");
        if (selector is null || LabelSelector.OfObject(selector).IsEmpty)
        {
            yield return FieldProblem.Required("spec.selector");
            yield break;
        }

        var labels = item.TextMap("spec", "template", "metadata", "labels");
        if (!LabelSelector.OfObject(selector).Matches(labels))
        {
            yield return FieldProblem.Invalid(
                "spec.template.metadata.labels", item.At("spec", "template", "metadata", "labels"), "`selector` does not match template `labels`");
        }

        if (current is not null && !JsonNode.DeepEquals(current.At("spec", "selector"), selector))
        {
            yield return FieldProblem.Invalid("spec.selector", selector, "field is immutable");
        }

        if (item.Number("spec", "replicas") is not >= 0)
        {
            yield return FieldProblem.Invalid("spec.replicas", item.At("spec", "replicas"), "must be greater than or equal to 0");
        }

        foreach (var problem in Containers(item.Child("spec", "template", "spec"), "spec.template.spec"))
        {
            yield return problem;
        }
    }

    private static IEnumerable<FieldProblem> Containers(JsonObject? spec, string path)
    {
        if (!spec.Objects("containers").Any())
        {
            yield return FieldProblem.Required($"{path}.containers");
        }

        foreach (var (index, container) in spec.Objects("containers").Index())
        {
            foreach (var field in (string[])["name", "image"])
            {
                if (string.IsNullOrEmpty(container.Text(field)))
                {
                    yield return FieldProblem.Required($"{path}.containers[{index}].{field}");
                }
            }
        }
    }

    private static IEnumerable<FieldProblem> Service(JsonObject item)
    {
        if (item.Text("spec", "type") != "ExternalName" && item.Text("spec", "clusterIP") != "None" && !item.Objects("spec", "ports").Any())
        {
            yield return FieldProblem.Required("spec.ports");
        }

        foreach (var (index, port) in item.Objects("spec", "ports").Index())
        {
            if (port.Number("port") is not (>= 1 and <= 65535))
            {
                yield return FieldProblem.Invalid($"spec.ports[{index}].port", port["port"], "must be between 1 and 65535, inclusive");
            }
        }
    }

    /// <summary>Gateway API, BackendRef.weight: 0 to 1,000,000.</summary>
    private static IEnumerable<FieldProblem> Route(JsonObject item)
    {
        foreach (var (rule, at) in item.Objects("spec", "rules").Select((rule, at) => (rule, at)))
        {
            foreach (var (index, backend) in rule.Objects("backendRefs").Index())
            {
                if (backend["weight"] is { } weight && backend.Number("weight") is not (>= 0 and <= 1_000_000))
                {
                    yield return FieldProblem.Invalid($"spec.rules[{at}].backendRefs[{index}].weight", weight, "must be between 0 and 1000000");
                }

                if (string.IsNullOrEmpty(backend.Text("name")))
                {
                    yield return FieldProblem.Required($"spec.rules[{at}].backendRefs[{index}].name");
                }
            }
        }
    }
}
