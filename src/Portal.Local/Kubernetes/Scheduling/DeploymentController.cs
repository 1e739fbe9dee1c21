using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Registry;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>Deployments: one ReplicaSet per template, scaled so that new pods are ready before old ones go.</summary>
internal sealed class DeploymentController(ClusterAccess cluster, EventRecorder events) : IController
{
    private const string Component = "deployment-controller";

    public IEnumerable<ObjectKey> Concerns(StoreChange change)
    {
        return change.Key.Collection switch
        {
            Collections.Deployments => [change.Key],
            Collections.ReplicaSets => change.After.Owners.Select(cluster.KeyOf).OfType<ObjectKey>().Where(key => key.Collection == Collections.Deployments),
            _ => [],
        };
    }

    public DateTimeOffset? Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Get(key) is not { } deployment || deployment.IsDeleting())
        {
            return null;
        }

        var sets = Sets(deployment);
        var hash = TemplateHash.Of(deployment.Child("spec", "template")!);
        var isPaused = deployment.Flag("spec", "paused");
        var current = sets.Find(set => set.Hash == hash);
        if (!isPaused)
        {
            current = Promote(deployment, current, hash, sets);
            sets = Sets(deployment);
        }

        var replicas = (int)(deployment.Number("spec", "replicas") ?? 1);
        foreach (var (set, wanted) in RolloutPlan.Next(deployment, replicas, sets, isPaused ? sets.MaxBy(set => set.Revision)?.Hash : hash))
        {
            Scale(deployment, set, wanted);
        }

        Trim(deployment, sets, hash);
        return DeploymentStatus.Write(cluster, key, Sets(deployment), current?.Hash ?? hash, now);
    }

    private List<ReplicaSetView> Sets(JsonObject deployment) =>
        [.. cluster.Controlled(deployment, Collections.ReplicaSets).Where(item => !item.IsDeleting()).Select(item => new ReplicaSetView(item))];

    /// <summary>The ReplicaSet of the present template, made if there is none, with the highest revision.</summary>
    private ReplicaSetView Promote(JsonObject deployment, ReplicaSetView? current, string hash, List<ReplicaSetView> sets)
    {
        var last = sets.Select(set => set.Revision).DefaultIfEmpty(0).Max();
        if (current is null)
        {
            current = new ReplicaSetView(cluster.Create(Collections.ReplicaSets, ReplicaSetOf(deployment, hash, last + 1)));
        }
        else if (current.Revision < last)
        {
            cluster.Modify(current.Key, set => set.Meta().Ensure("annotations")[ReplicaSetView.RevisionAnnotation] = Text(last + 1));
        }

        var revision = current.Revision < last ? last + 1 : current.Revision;
        if (deployment.Annotation(ReplicaSetView.RevisionAnnotation) != Text(revision))
        {
            var key = new ObjectKey(Collections.Deployments, deployment.NamespaceOf(), deployment.NameOf());
            cluster.Modify(key, item => item.Meta().Ensure("annotations")[ReplicaSetView.RevisionAnnotation] = Text(revision));
        }

        return current;
    }

    private void Scale(JsonObject deployment, ReplicaSetView set, int wanted)
    {
        var direction = wanted > set.Wanted ? "up" : "down";
        cluster.Modify(set.Key, item => item.Ensure("spec")["replicas"] = wanted);
        events.Record(deployment, "Normal", "ScalingReplicaSet", Component, $"Scaled {direction} replica set {set.Name} from {set.Wanted} to {wanted}");
    }

    /// <summary>Keeps revisionHistoryLimit empty sets of earlier templates.</summary>
    private void Trim(JsonObject deployment, List<ReplicaSetView> sets, string hash)
    {
        var limit = (int)(deployment.Number("spec", "revisionHistoryLimit") ?? 10);
        var empty = sets.Where(set => set.Hash != hash && set is { Wanted: 0, Current: 0 }).OrderByDescending(set => set.Revision).Skip(limit);
        foreach (var set in empty)
        {
            cluster.Delete(set.Key, DeleteRequest.Background);
        }
    }

    private static JsonObject ReplicaSetOf(JsonObject deployment, string hash, int revision)
    {
        var template = deployment.Child("spec", "template")!.Clone();
        template.Ensure("metadata").Ensure("labels")[TemplateHash.Label] = hash;
        var selector = deployment.Child("spec", "selector")!.Clone();
        selector.Ensure("matchLabels")[TemplateHash.Label] = hash;
        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["namespace"] = deployment.NamespaceOf(),
                ["name"] = $"{deployment.NameOf()}-{hash}",
                ["labels"] = template.At("metadata", "labels")!.DeepClone(),
                ["annotations"] = new JsonObject { [ReplicaSetView.RevisionAnnotation] = Text(revision) },
                ["ownerReferences"] = ObjectMeta.ControlledBy(deployment),
            },
            ["spec"] = new JsonObject { ["replicas"] = 0, ["selector"] = selector, ["template"] = template },
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
