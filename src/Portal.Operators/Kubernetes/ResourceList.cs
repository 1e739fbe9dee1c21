using System.Text.Json.Nodes;

namespace Portal.Operators.Kubernetes;

/// <summary>A page of objects and the version of the collection that it shows.</summary>
internal sealed record ResourceList(IReadOnlyList<JsonObject> Items, string ResourceVersion, string? Continue);
