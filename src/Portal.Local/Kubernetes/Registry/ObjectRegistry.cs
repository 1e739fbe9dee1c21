using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Patching;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Registry;

/// <summary>The rules of creating and changing objects: identity, generation, subresources, conflicts. Every change passes here.</summary>
internal sealed class ObjectRegistry(ClusterStore store, ResourceCatalog catalog, TimeProvider clock)
{
    public ResourceCatalog Catalog => catalog;

    public JsonObject Get(ResourceType type, string inNamespace, string name) =>
        (store.Get(KeyOf(type, inNamespace, name)) ?? throw ApiErrors.NotFound(type, name)).Parse();

    public JsonObject Create(ResourceType type, string inNamespace, JsonObject item, WriteOptions options)
    {
        lock (store.Gate)
        {
            Incoming.Check(type, inNamespace, item);
            Naming.Assign(type, item);
            RequireNamespace(type, inNamespace, item.NameOf());
            var key = KeyOf(type, inNamespace, item.NameOf());
            if (store.Get(key) is not null)
            {
                throw ApiErrors.AlreadyExists(type, key.Name);
            }

            Incoming.Identify(item, type, clock.GetUtcNow());
            if (type.HasStatus)
            {
                item.Remove("status");
            }

            Admission.Complete(type, item, null, options);
            Track(type, [], item, null, options);
            return Keep(key, item, options);
        }
    }

    /// <summary>Replaces an object, or one of its subresources, by what the client sent.</summary>
    public JsonObject Update(ResourceType type, string inNamespace, string name, string? subresource, JsonObject item, WriteOptions options)
    {
        lock (store.Gate)
        {
            Incoming.Check(type, inNamespace, item);
            var current = Get(type, inNamespace, name);
            if (item.NameOf() != name)
            {
                throw ApiErrors.BadRequest($"the name of the object ({item.NameOf()}) does not match the name on the URL ({name})");
            }

            if (type.IsCustom && string.IsNullOrEmpty(item.Text("metadata", "resourceVersion")))
            {
                throw ApiErrors.Invalid(type, name, [FieldProblem.Invalid("metadata.resourceVersion", 0, "must be specified for an update")]);
            }

            return Replace(type, current, item, subresource, options);
        }
    }

    /// <summary>Changes an object as it is at this moment: patches, and what controllers write.</summary>
    public JsonObject Modify(ResourceType type, string inNamespace, string name, string? subresource, Func<JsonObject, JsonObject> change, WriteOptions options)
    {
        lock (store.Gate)
        {
            var current = Get(type, inNamespace, name);
            var changed = change(current.Clone());
            Incoming.Check(type, inNamespace, changed);
            if (changed.NameOf() != name)
            {
                throw ApiErrors.Invalid(type, name, [FieldProblem.Invalid("metadata.name", changed.NameOf(), "field is immutable")]);
            }

            return Replace(type, current, changed, subresource, options);
        }
    }

    private static ObjectKey KeyOf(ResourceType type, string inNamespace, string name) =>
        new(type.Collection, type.Namespaced ? inNamespace : "", name);

    private JsonObject Replace(ResourceType type, JsonObject current, JsonObject item, string? subresource, WriteOptions options)
    {
        Preconditions.Require(type, current, item);
        var updated = subresource == "status" ? Incoming.StatusOnly(current, item) : Incoming.AllButStatus(type, current, item);
        Incoming.KeepIdentity(current, updated);
        if (subresource is null)
        {
            Admission.Complete(type, updated, current, options);
        }
        else
        {
            Admission.CompleteStatus(type, updated, current, options);
        }

        Track(type, current, updated, subresource, options);
        Incoming.CountGeneration(type, current, updated);
        var key = KeyOf(type, current.NamespaceOf(), current.NameOf());

        // An object on its way out goes when its last finalizer does.
        if (updated.IsDeleting() && !Finalizers.Any(updated) && subresource != "status" && !EndsElsewhere(type, updated))
        {
            return options.DryRun ? updated : store.Remove(key)?.Parse() ?? updated;
        }

        return JsonNode.DeepEquals(current, updated) ? current : Keep(key, updated, options);
    }

    private void Track(ResourceType type, JsonObject before, JsonObject after, string? subresource, WriteOptions options)
    {
        if (!options.IsApply)
        {
            ManagedFields.Track(type, before, after, subresource, options, clock.GetUtcNow());
        }
    }

    /// <summary>A pod's node removes it, and a namespace goes when it is empty: neither needs a finalizer to stay until then.</summary>
    private static bool EndsElsewhere(ResourceType type, JsonObject item) =>
        type.Collection == Collections.Namespaces
        || (type.Collection == Collections.Pods && (item.Number("metadata", "deletionGracePeriodSeconds") ?? 0) > 0);

    private JsonObject Keep(ObjectKey key, JsonObject item, WriteOptions options) => options.DryRun ? item : store.Put(key, item).Parse();

    private void RequireNamespace(ResourceType type, string inNamespace, string name)
    {
        if (!type.Namespaced)
        {
            return;
        }

        var holder = store.Get(new ObjectKey(Collections.Namespaces, "", inNamespace))
            ?? throw ApiErrors.NotFound(catalog.Keeper(Collections.Namespaces)!, inNamespace);
        if (holder.IsDeleting)
        {
            throw ApiErrors.Forbidden(type, name, $"unable to create new content in namespace {inNamespace} because it is being terminated");
        }
    }
}
