using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.CustomResources;

namespace Portal.Local.Kubernetes.Resources;

/// <summary>One served kind of object in one version: what discovery tells and what the verbs need to know.</summary>
internal sealed record ResourceType
{
    public required string Group { get; init; }

    public required string Version { get; init; }

    public required string Kind { get; init; }

    public required string Plural { get; init; }

    public string? SingularName { get; init; }

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public bool Namespaced { get; init; } = true;

    /// <summary>Has a <c>status</c> subresource, so that the main resource ignores status and the other way round.</summary>
    public bool HasStatus { get; init; }

    /// <summary>Counts changes of the spec in <c>metadata.generation</c>.</summary>
    public bool CountsGenerations { get; init; }

    public ScalePaths? Scale { get; init; }

    /// <summary>Defined by a CustomResourceDefinition: no strategic merge, updates must name a resourceVersion.</summary>
    public bool IsCustom { get; init; }

    /// <summary>The openAPIV3Schema of a custom resource.</summary>
    public JsonObject? Schema { get; init; }

    /// <summary>The rules in that schema, compiled; null when it has none.</summary>
    public SchemaRules? Rules { get; init; }

    /// <summary>The version that objects are kept in; other versions are shown by changing apiVersion.</summary>
    public string? KeptVersion { get; init; }

    /// <summary>Where objects are kept when that is not this group, as events of both groups are.</summary>
    public string? KeptUnder { get; init; }

    public IReadOnlyList<PrinterColumn> Columns { get; init; } = PrinterColumn.NameAndAge;

    public string Singular => SingularName ?? Kind.ToLowerInvariant();

    public string ListKind => Kind + "List";

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    public string KeptApiVersion => KeptUnder is not null ? "v1" : Group.Length == 0 ? Version : $"{Group}/{KeptVersion ?? Version}";

    /// <summary>Key of the collection that holds the objects, whatever version they are asked in: <c>apps/deployments</c>.</summary>
    public string Collection => KeptUnder ?? $"{Group}/{Plural}";
}
