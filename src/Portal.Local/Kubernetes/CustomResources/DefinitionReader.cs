using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.CustomResources;

/// <summary>Reads the served versions out of a CustomResourceDefinition.</summary>
internal static class DefinitionReader
{
    public static IReadOnlyList<ResourceType> Versions(JsonObject definition)
    {
        var spec = definition.Child("spec");
        var names = spec.Child("names");
        var versions = spec.Objects("versions").ToList();
        var kept = versions.Find(version => version.Flag("storage"))?.Text("name");
        return
        [
            .. versions.Where(version => version.Flag("served")).Select(version => new ResourceType
            {
                Group = spec.Text("group") ?? "",
                Version = version.Text("name") ?? "",
                Kind = names.Text("kind") ?? "",
                Plural = names.Text("plural") ?? "",
                SingularName = names.Text("singular"),
                ShortNames = [.. names.Texts("shortNames")],
                Categories = [.. names.Texts("categories")],
                Namespaced = spec.Text("scope") == "Namespaced",
                HasStatus = version.Child("subresources", "status") is not null,
                CountsGenerations = true,
                IsCustom = true,
                KeptVersion = kept,
                Schema = version.Child("schema", "openAPIV3Schema")?.Clone(),

                // What is wrong with rules has been said when the definition was written.
                Rules = version.Child("schema", "openAPIV3Schema") is { } schema ? SchemaRuleCompiler.Compile(schema.Clone(), "", []) : null,
                Scale = Scale(version.Child("subresources", "scale")),
                Columns = Columns(version),
            }),
        ];
    }

    private static ScalePaths? Scale(JsonObject? scale) => scale is null
        ? null
        : new ScalePaths(
            scale.Text("specReplicasPath") ?? ".spec.replicas",
            scale.Text("statusReplicasPath") ?? ".status.replicas",
            scale.Text("labelSelectorPath"));

    private static IReadOnlyList<PrinterColumn> Columns(JsonObject version)
    {
        var own = version.Objects("additionalPrinterColumns").Select(CustomColumn.From).ToList();
        return own.Count == 0 ? PrinterColumn.NameAndAge : [PrinterColumn.NameColumn, .. own];
    }
}
