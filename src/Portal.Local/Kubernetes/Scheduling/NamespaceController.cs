using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Registry;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>Empties a namespace that is to go, and lets it go when it is empty.</summary>
internal sealed class NamespaceController(ClusterAccess cluster) : IController
{
    public IEnumerable<ObjectKey> Concerns(StoreChange change)
    {
        if (change.Key.Collection == Collections.Namespaces)
        {
            return [change.Key];
        }

        return change.Kind == ChangeKind.Deleted && change.Key.Namespace.Length > 0
            ? [new ObjectKey(Collections.Namespaces, "", change.Key.Namespace)]
            : [];
    }

    public DateTimeOffset? Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Get(key) is not { } item || !item.IsDeleting())
        {
            return null;
        }

        foreach (var held in cluster.EverythingIn(key.Name))
        {
            cluster.Delete(held, DeleteRequest.Background);
        }

        if (cluster.EverythingIn(key.Name).Count == 0 && !Finalizers.Any(item))
        {
            cluster.Remove(key);
        }

        return null;
    }
}
