using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>The status of a Deployment: counts, and the conditions Available and Progressing.</summary>
internal static class DeploymentStatus
{
    /// <summary>Writes it when it changed; returns when the progress deadline would pass.</summary>
    public static DateTimeOffset? Write(ClusterAccess cluster, ObjectKey key, List<ReplicaSetView> sets, string hash, DateTimeOffset now)
    {
        if (cluster.Get(key) is not { } deployment)
        {
            return null;
        }

        var wanted = (int)(deployment.Number("spec", "replicas") ?? 1);
        var updated = sets.Where(set => set.Hash == hash).Sum(set => set.Current);
        var available = sets.Sum(set => set.Available);
        var isComplete = updated == wanted && sets.Sum(set => set.Current) == wanted && available == wanted;
        var deadline = TimeSpan.FromSeconds(deployment.Number("spec", "progressDeadlineSeconds") ?? 600);
        var before = deployment.Child("status").Objects("conditions").FirstOrDefault(item => item.Text("type") == "Progressing");
        var hasMoved = Counts(deployment.Child("status")) != (updated, available, sets.Sum(set => set.Ready))
            || deployment.Number("status", "observedGeneration") != deployment.Number("metadata", "generation");
        var since = hasMoved ? now : before.Time("lastUpdateTime") ?? now;
        var isLate = !isComplete && now - since >= deadline;

        cluster.WriteStatus(key, status =>
        {
            status["observedGeneration"] = deployment.Number("metadata", "generation");
            Count(status, "replicas", sets.Sum(set => set.Current));
            Count(status, "updatedReplicas", updated);
            Count(status, "readyReplicas", sets.Sum(set => set.Ready));
            Count(status, "availableReplicas", available);
            Count(status, "unavailableReplicas", Math.Max(0, wanted - available));
            Conditions.Set(status, Available(available >= wanted - RollingUpdate.Of(deployment, wanted).MaxUnavailable), now);
            Conditions.Set(status, Progressing(deployment, hash, isComplete, isLate, since), now);
        });
        return isComplete || isLate ? null : since + deadline;
    }

    private static (int Updated, int Available, int Ready) Counts(JsonObject? status) => (
        (int)(status.Number("updatedReplicas") ?? 0), (int)(status.Number("availableReplicas") ?? 0), (int)(status.Number("readyReplicas") ?? 0));

    /// <summary>A count of nothing is left out, as Go's omitempty does.</summary>
    private static void Count(JsonObject status, string name, int value)
    {
        if (value == 0)
        {
            status.Remove(name);
        }
        else
        {
            status[name] = value;
        }
    }

    private static JsonObject Available(bool isAvailable) => isAvailable
        ? Conditions.Of("Available", true, "MinimumReplicasAvailable", "Deployment has minimum availability.")
        : Conditions.Of("Available", false, "MinimumReplicasUnavailable", "Deployment does not have minimum availability.");

    private static JsonObject Progressing(JsonObject deployment, string hash, bool isComplete, bool isLate, DateTimeOffset since)
    {
        var set = $"ReplicaSet \"{deployment.NameOf()}-{hash}\"";
        var condition = (isComplete, isLate) switch
        {
            (true, _) => Conditions.Of("Progressing", true, "NewReplicaSetAvailable", $"{set} has successfully progressed."),
            (_, true) => Conditions.Of("Progressing", false, "ProgressDeadlineExceeded", $"{set} has timed out progressing."),
            _ => Conditions.Of("Progressing", true, "ReplicaSetUpdated", $"{set} is progressing."),
        };
        condition["lastUpdateTime"] = ObjectWriting.Stamp(since);
        return condition;
    }
}
