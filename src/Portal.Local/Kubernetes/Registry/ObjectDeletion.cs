using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Registry;

/// <summary>Deletes objects: at once, or by marking them until finalizers, dependents or the node are done.</summary>
internal sealed class ObjectDeletion(ClusterStore store, TimeProvider clock)
{
    /// <summary>The object as it is now, and whether it is gone.</summary>
    public (JsonObject Item, bool Gone) Delete(ResourceType type, string inNamespace, string name, DeleteRequest request)
    {
        lock (store.Gate)
        {
            var key = new ObjectKey(type.Collection, type.Namespaced ? inNamespace : "", name);
            var item = (store.Get(key) ?? throw ApiErrors.NotFound(type, name)).Parse();
            request.RequirePreconditions(type, item);
            if (request.DryRun)
            {
                return (item, true);
            }

            var grace = GraceOf(type, item, request);
            switch (request.Propagation)
            {
                case "Foreground":
                    Finalizers.Add(item, Finalizers.Foreground);
                    break;
                case "Orphan":
                    Finalizers.Add(item, Finalizers.Orphan);
                    break;
            }

            if (type.Collection == Collections.Namespaces)
            {
                item.Ensure("status")["phase"] = "Terminating";
            }
            else if (!Finalizers.Any(item) && grace == 0)
            {
                return (store.Remove(key)!.Parse(), true);
            }

            return (Mark(key, item, grace), false);
        }
    }

    /// <summary>Takes an object away without asking: for the node that has ended a pod, or a namespace that is empty.</summary>
    public void Remove(ObjectKey key) => store.Remove(key);

    private JsonObject Mark(ObjectKey key, JsonObject item, long grace)
    {
        if (item.IsDeleting() && (item.Number("metadata", "deletionGracePeriodSeconds") ?? 0) <= grace)
        {
            return item;
        }

        item.Meta()["deletionTimestamp"] = ObjectWriting.Stamp(clock.GetUtcNow().AddSeconds(grace));
        item.Meta()["deletionGracePeriodSeconds"] = grace;
        if (item.Number("metadata", "generation") is { } generation)
        {
            item.Meta()["generation"] = generation + 1;
        }

        return store.Put(key, item).Parse();
    }

    /// <summary>Only a pod that runs somewhere is given time to end.</summary>
    private static long GraceOf(ResourceType type, JsonObject item, DeleteRequest request)
    {
        if (type.Collection != Collections.Pods || item.Text("spec", "nodeName") is null)
        {
            return 0;
        }

        return request.GracePeriodSeconds ?? item.Number("spec", "terminationGracePeriodSeconds") ?? 30;
    }
}
