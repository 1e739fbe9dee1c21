using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Registry;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>Deletes what lost its last owner, and carries out foreground and orphaning deletion ("Garbage collection").</summary>
internal sealed class GarbageCollector(ClusterAccess cluster) : IController
{
    public IEnumerable<ObjectKey> Concerns(StoreChange change)
    {
        if (change.Kind == ChangeKind.Deleted)
        {
            var owners = change.After.Owners.Select(cluster.KeyOf).OfType<ObjectKey>();
            return [.. cluster.DependentsOf(change.After.Uid), .. owners];
        }

        return change.After.Owners.Count > 0 || change.After.IsDeleting ? [change.Key] : [];
    }

    public DateTimeOffset? Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Get(key) is not { } item)
        {
            return null;
        }

        if (item.IsDeleting())
        {
            FinishDeletion(key, item);
            return null;
        }

        string[] owners = [.. item.Objects("metadata", "ownerReferences").Select(owner => owner.Text("uid")).OfType<string>()];
        if (owners.Length > 0 && owners.All(owner => cluster.KeyOf(owner) is null))
        {
            // Only what was read: somebody may be giving it another owner right now.
            cluster.Delete(key, DeleteRequest.Background with { ResourceVersion = item.Text("metadata", "resourceVersion") });
        }

        return null;
    }

    private void FinishDeletion(ObjectKey key, JsonObject item)
    {
        var uid = item.UidOf();
        if (Finalizers.Has(item, Finalizers.Orphan))
        {
            foreach (var dependent in cluster.DependentsOf(uid))
            {
                cluster.Modify(dependent, orphan => Disown(orphan, uid));
            }

            cluster.Modify(key, owner => Finalizers.Remove(owner, Finalizers.Orphan));
        }
        else if (Finalizers.Has(item, Finalizers.Foreground))
        {
            foreach (var dependent in cluster.DependentsOf(uid))
            {
                cluster.Delete(dependent, DeleteRequest.Background with { Propagation = "Foreground" });
            }

            // Only those that say so hold it up.
            if (!cluster.DependentsOf(uid).Select(cluster.Get).Any(dependent => dependent.Objects("metadata", "ownerReferences").Any(owner => owner.Text("uid") == uid && owner.Flag("blockOwnerDeletion"))))
            {
                cluster.Modify(key, owner => Finalizers.Remove(owner, Finalizers.Foreground));
            }
        }
    }

    private static void Disown(JsonObject item, string owner)
    {
        if (item.At("metadata", "ownerReferences") is JsonArray references)
        {
            references.RemoveAll(reference => reference.Text("uid") == owner);
        }
    }
}
