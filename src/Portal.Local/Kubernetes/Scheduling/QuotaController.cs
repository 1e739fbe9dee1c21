using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>Says how much of a ResourceQuota is used: pods and services are counted, everything else reads 0, and nothing is refused.</summary>
internal sealed class QuotaController(ClusterAccess cluster) : IController
{
    public IEnumerable<ObjectKey> Concerns(StoreChange change)
    {
        if (change.Key.Collection == Collections.Quotas)
        {
            return [change.Key];
        }

        return change.Kind != ChangeKind.Modified && change.Key.Collection is Collections.Pods or Collections.Services
            ? cluster.KeysIn(Collections.Quotas, change.Key.Namespace)
            : [];
    }

    public DateTimeOffset? Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Get(key) is not { } quota)
        {
            return null;
        }

        var hard = quota.Child("spec", "hard") ?? [];
        cluster.WriteStatus(key, status =>
        {
            status["hard"] = hard.DeepClone();
            status["used"] = new JsonObject(hard.Select(limit => KeyValuePair.Create(limit.Key, (JsonNode?)Used(limit.Key, key.Namespace))));
        });
        return null;
    }

    private string Used(string resource, string inNamespace) => resource switch
    {
        "pods" => $"{cluster.KeysIn(Collections.Pods, inNamespace).Count}",
        "services" => $"{cluster.KeysIn(Collections.Services, inNamespace).Count}",
        _ => "0",
    };
}
