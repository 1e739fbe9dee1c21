using System.Text.Json.Nodes;

namespace Portal.Operators.Kubernetes;

/// <summary>Objects, and the version of the collection that they show.</summary>
internal sealed record ResourceList(IReadOnlyList<JsonObject> Items, string ResourceVersion);
