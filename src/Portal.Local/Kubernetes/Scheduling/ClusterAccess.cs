using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Registry;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Selectors;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>How controllers read and write: through the same rules as clients, without the network.</summary>
internal sealed class ClusterAccess(ClusterStore store, ObjectRegistry registry, ObjectDeletion deletion)
{
    private static readonly WriteOptions Own = new() { FieldManager = "portal-local" };

    public JsonObject? Get(ObjectKey key) => store.Get(key)?.Parse();

    /// <summary>The pods that serve and match; the others are not even parsed.</summary>
    public IEnumerable<JsonObject> ServingPods(string inNamespace, LabelSelector labels) =>
        store.List(Collections.Pods, inNamespace).Items.Where(item => item.IsServing && labels.Matches(item.Labels)).Select(item => item.Parse());

    public IReadOnlyList<ObjectKey> KeysIn(string collection, string? inNamespace) => [.. store.List(collection, inNamespace).Items.Select(item => item.Key)];

    public IReadOnlyList<ObjectKey> EverythingIn(string inNamespace) =>
        [.. store.Everything().Items.Where(item => item.Key.Namespace == inNamespace).Select(item => item.Key)];

    public IReadOnlyList<ObjectKey> DependentsOf(string uid) => store.DependentsOf(uid);

    /// <summary>What the owner controls in a collection.</summary>
    public List<JsonObject> Controlled(JsonObject owner, string collection) =>
    [
        .. store.DependentsOf(owner.UidOf())
            .Where(key => key.Collection == collection && key.Namespace == owner.NamespaceOf())
            .Select(Get).OfType<JsonObject>()
            .Where(item => item.Controller().Text("uid") == owner.UidOf()),
    ];

    public ObjectKey? KeyOf(string uid) => store.KeyOf(uid);

    public JsonObject Create(string collection, JsonObject item) => registry.Create(TypeOf(collection), item.NamespaceOf(), item, Own);

    /// <summary>Changes the object, if it is still there. Nothing is written when nothing changes.</summary>
    public void Modify(ObjectKey key, Action<JsonObject> change) => Modify(key, null, change);

    public void WriteStatus(ObjectKey key, Action<JsonObject> change) => Modify(key, "status", item => change(item.Ensure("status")));

    public void Delete(ObjectKey key, DeleteRequest request)
    {
        try
        {
            deletion.Delete(TypeOf(key.Collection), key.Namespace, key.Name, request);
        }
        catch (ApiException error) when (error.Code == 404 || (error.Code == 409 && request.ResourceVersion is not null))
        {
            // Gone already; or changed meanwhile, and that change is looked at by itself.
        }
    }

    /// <summary>Ends an object that only waited for this.</summary>
    public void Remove(ObjectKey key) => deletion.Remove(key);

    private void Modify(ObjectKey key, string? subresource, Action<JsonObject> change)
    {
        lock (store.Gate)
        {
            // Most looks change nothing: then nothing need be checked, either.
            if (store.Get(key) is not { } before || !IsChanged(before.Parse(), change))
            {
                return;
            }

            Write(key, subresource, change);
        }
    }

    private static bool IsChanged(JsonObject item, Action<JsonObject> change)
    {
        var changed = item.Clone();
        change(changed);
        return !JsonNode.DeepEquals(item, changed);
    }

    private void Write(ObjectKey key, string? subresource, Action<JsonObject> change)
    {
        try
        {
            registry.Modify(
                TypeOf(key.Collection),
                key.Namespace,
                key.Name,
                subresource,
                item =>
                {
                    change(item);
                    return item;
                },
                Own);
        }
        catch (ApiException error) when (error.Code == 404)
        {
            // Gone already.
        }
    }

    private ResourceType TypeOf(string collection) =>
        registry.Catalog.Keeper(collection) ?? throw new InvalidOperationException($"{collection} is not served");
}
