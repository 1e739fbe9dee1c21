using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Registry;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>ReplicaSets: as many pods of the template as wanted.</summary>
internal sealed class ReplicaSetController(ClusterAccess cluster, EventRecorder events) : IController
{
    private const string Component = "replicaset-controller";

    public IEnumerable<ObjectKey> Concerns(StoreChange change)
    {
        return change.Key.Collection switch
        {
            Collections.ReplicaSets => [change.Key],
            Collections.Pods => change.After.Owners.Select(cluster.KeyOf).OfType<ObjectKey>().Where(key => key.Collection == Collections.ReplicaSets),
            _ => [],
        };
    }

    public DateTimeOffset? Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Get(key) is not { } set || set.IsDeleting())
        {
            return null;
        }

        var pods = Living(set);
        var wanted = (int)(set.Number("spec", "replicas") ?? 1);
        for (var count = pods.Count; count < wanted; count++)
        {
            var pod = cluster.Create(Collections.Pods, PodOf(set));
            events.Record(set, "Normal", "SuccessfulCreate", Component, $"Created pod: {pod.NameOf()}");
        }

        // Those that serve nobody go first, then the youngest.
        foreach (var pod in pods.OrderBy(IsReady).ThenByDescending(pod => pod.Time("metadata", "creationTimestamp")).Take(Math.Max(0, pods.Count - wanted)))
        {
            cluster.Delete(new ObjectKey(Collections.Pods, pod.NamespaceOf(), pod.NameOf()), DeleteRequest.Background);
            events.Record(set, "Normal", "SuccessfulDelete", Component, $"Deleted pod: {pod.NameOf()}");
        }

        WriteStatus(key, set, Living(set));
        return null;
    }

    private static bool IsReady(JsonObject pod) => Conditions.IsTrue(pod.Child("status"), "Ready");

    private List<JsonObject> Living(JsonObject set) => [.. cluster.Controlled(set, Collections.Pods).Where(pod => !pod.IsDeleting())];

    private void WriteStatus(ObjectKey key, JsonObject set, List<JsonObject> pods)
    {
        var ready = pods.Count(IsReady);
        cluster.WriteStatus(key, status =>
        {
            status["observedGeneration"] = set.Number("metadata", "generation");
            status["replicas"] = pods.Count;
            status["fullyLabeledReplicas"] = pods.Count;
            status["readyReplicas"] = ready;
            status["availableReplicas"] = ready;
        });
    }

    private static JsonObject PodOf(JsonObject set)
    {
        var template = set.Child("spec", "template")!;
        var meta = template.Child("metadata")?.Clone() ?? [];
        meta["namespace"] = set.NamespaceOf();
        meta["generateName"] = set.NameOf() + "-";
        meta["ownerReferences"] = ObjectMeta.ControlledBy(set);
        return new JsonObject { ["metadata"] = meta, ["spec"] = template.Child("spec")!.Clone() };
    }
}
