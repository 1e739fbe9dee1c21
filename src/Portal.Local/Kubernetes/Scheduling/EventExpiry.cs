using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>Events live for an hour, as the API server's default has it.</summary>
internal sealed class EventExpiry(ClusterAccess cluster) : IController
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    public IEnumerable<ObjectKey> Concerns(StoreChange change) =>
        change.Key.Collection == Collections.Events && change.Kind != ChangeKind.Deleted ? [change.Key] : [];

    public DateTimeOffset? Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Get(key) is not { } item)
        {
            return null;
        }

        var end = (item.Time("lastTimestamp") ?? item.Time("metadata", "creationTimestamp") ?? now) + Life;
        if (end > now)
        {
            return end;
        }

        cluster.Remove(key);
        return null;
    }
}
