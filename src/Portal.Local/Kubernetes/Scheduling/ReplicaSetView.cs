using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>What a Deployment looks at in one of its ReplicaSets.</summary>
internal sealed class ReplicaSetView(JsonObject item)
{
    public const string RevisionAnnotation = "deployment.kubernetes.io/revision";

    public ObjectKey Key { get; } = new(Collections.ReplicaSets, item.NamespaceOf(), item.NameOf());

    public string Name { get; } = item.NameOf();

    public string? Hash { get; } = item.Label(TemplateHash.Label);

    public int Wanted { get; } = (int)(item.Number("spec", "replicas") ?? 0);

    public int Current { get; } = Count(item, "replicas");

    public int Ready { get; } = Count(item, "readyReplicas");

    public int Available { get; } = Count(item, "availableReplicas");

    public int Revision { get; } = int.TryParse(item.Annotation(RevisionAnnotation), CultureInfo.InvariantCulture, out var revision) ? revision : 0;

    private static int Count(JsonObject item, string field) => (int)(item.Number("status", field) ?? 0);
}
