using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Tests.Rollouts.Documents;

/// <summary>The definition as API servers from 1.29 on take it: structural, and with bounds that keep its rules within their cost budget.</summary>
public sealed class DefinitionTests
{
    private static readonly JsonObject Spec = Load().ItemsAt("spec", "versions").Single().ObjectAt("schema", "openAPIV3Schema", "properties", "spec")!;

    [Fact]
    public void Spec_EveryTextAndList_HasAnUpperBound() => Unbounded(Spec, "spec").ShouldBeEmpty();

    [Fact]
    public void Spec_EveryNumber_HasBothBounds() =>
        Walk(Spec, "spec").Where(node => node.Schema.TextAt("type") == "integer" && (node.Schema["minimum"] is null || (node.Schema["maximum"] is null && node.Schema.TextAt("format") != "int64")))
            .Select(node => node.Path).ShouldBeEmpty();

    [Fact]
    public void Spec_EveryObject_NamesItsTypeAndItsFields() =>
        Walk(Spec, "spec").Where(node => node.Schema.TextAt("type") is null).Select(node => node.Path).ShouldBeEmpty();

    [Fact]
    public void Rules_All_SayWhatIsWrong() =>
        Walk(Spec, "spec").SelectMany(node => node.Schema.ItemsAt("x-kubernetes-validations"))
            .Where(rule => rule.TextAt("rule") is null || rule.TextAt("message") is null).ShouldBeEmpty();

    private static IEnumerable<string> Unbounded(JsonObject schema, string path) => Walk(schema, path)
        .Where(node => node.Schema.TextAt("type") switch
        {
            "string" => node.Schema["maxLength"] is null && node.Schema["enum"] is null && node.Schema["format"] is null,
            "array" => node.Schema["maxItems"] is null,
            _ => false,
        })
        .Select(node => node.Path);

    private static IEnumerable<(JsonObject Schema, string Path)> Walk(JsonObject schema, string path)
    {
        yield return (schema, path);
        var inner = (schema.ObjectAt("properties") ?? []).Select(property => (property.Value!.AsObject(), $"{path}.{property.Key}"));
        if (schema.ObjectAt("items") is { } items)
        {
            inner = inner.Append((items, $"{path}[]"));
        }

        foreach (var node in inner.SelectMany(child => Walk(child.Item1, child.Item2)))
        {
            yield return node;
        }
    }

    private static JsonObject Load()
    {
        using var reader = new StreamReader(Path.Combine(RepositoryFolder.Find(), "charts", "portal", "crds", "pluginrollouts.yaml"));
        return YamlDocument.Read(reader);
    }
}
