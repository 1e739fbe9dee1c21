using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Storage;

/// <summary>
/// All objects, in memory, behind one lock: every read-modify-write is atomic and versions rise by one per change, as they
/// do in etcd. Callers that need several steps to be one hold <see cref="Gate"/>, which the same thread may take again.
/// </summary>
internal sealed class ClusterStore(int history)
{
    private readonly Dictionary<string, ObjectCollection> _collections = new(StringComparer.Ordinal);
    private readonly OwnerIndex _owners = new();
    private long _loadedAt;

    public Lock Gate { get; } = new();

    /// <summary>The version of the latest change.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>Told of each change, in order, under the lock: listeners note it and return.</summary>
    public Action<StoreChange> Changed { get; set; } = _ => { };

    public StoredObject? Get(ObjectKey key)
    {
        lock (Gate)
        {
            return Collection(key.Collection).Find(key);
        }
    }

    /// <summary>The objects of a collection in order, and the version at which this was so.</summary>
    public (List<StoredObject> Items, long Version) List(string collection, string? inNamespace)
    {
        lock (Gate)
        {
            return ([.. Collection(collection).In(inNamespace)], Version);
        }
    }

    /// <summary>The objects as they were at a version, or null when the history does not go back that far.</summary>
    public List<StoredObject>? ListAt(string collection, string? inNamespace, long version)
    {
        lock (Gate)
        {
            if (Since(collection, version).Changes is not { } changes)
            {
                return null;
            }

            if (changes.Count == 0)
            {
                return [.. Collection(collection).In(inNamespace)];
            }

            var objects = new SortedDictionary<ObjectKey, StoredObject>(Collection(collection).In(inNamespace).ToDictionary(item => item.Key));
            foreach (var change in Enumerable.Reverse(changes).Where(change => inNamespace is null || change.Key.Namespace == inNamespace))
            {
                if (change.Before is { } before)
                {
                    objects[change.Key] = before;
                }
                else
                {
                    objects.Remove(change.Key);
                }
            }

            return [.. objects.Values];
        }
    }

    public IReadOnlyList<ObjectKey> DependentsOf(string uid)
    {
        lock (Gate)
        {
            return _owners.DependentsOf(uid);
        }
    }

    /// <summary>Where the object of that uid is, or null when there is none any more.</summary>
    public ObjectKey? KeyOf(string uid)
    {
        lock (Gate)
        {
            return _owners.KeyOf(uid);
        }
    }

    /// <summary>Keeps a new version of the object and stamps it with its resourceVersion.</summary>
    public StoredObject Put(ObjectKey key, JsonObject item)
    {
        lock (Gate)
        {
            var collection = Collection(key.Collection);
            var before = collection.Find(key);
            var after = Stamp(key, item);
            collection.Put(after);
            _owners.Replace(before, after);
            Publish(collection, new StoreChange(before is null ? ChangeKind.Added : ChangeKind.Modified, before, after));
            return after;
        }
    }

    /// <summary>Takes the object away; its last version carries the version of the deletion.</summary>
    public StoredObject? Remove(ObjectKey key)
    {
        lock (Gate)
        {
            var collection = Collection(key.Collection);
            if (collection.Remove(key) is not { } before)
            {
                return null;
            }

            _owners.Replace(before, null);
            var last = Stamp(key, before.Parse());
            Publish(collection, new StoreChange(ChangeKind.Deleted, before, last));
            return last;
        }
    }

    /// <summary>Changes after a version, or null when some of them are forgotten, with the task that ends at the next one.</summary>
    public (List<StoreChange>? Changes, long Version, Task Next) Since(string collection, long version)
    {
        lock (Gate)
        {
            var source = Collection(collection);
            return (version < source.CompactedAt ? null : source.Since(version), Version, source.NextChange);
        }
    }

    /// <summary>Forgets the history, as etcd's compaction does: watches from an older version get 410.</summary>
    public void Compact()
    {
        lock (Gate)
        {
            _loadedAt = Version;
            foreach (var collection in _collections.Values)
            {
                collection.Forget(Version);
            }
        }
    }

    /// <summary>Takes over what an earlier process kept. Its history is gone, so versions before this one are too old.</summary>
    public void Load(long version, IEnumerable<(ObjectKey Key, JsonObject Item)> items)
    {
        lock (Gate)
        {
            (Version, _loadedAt) = (version, version);
            foreach (var (key, item) in items)
            {
                var itemVersion = long.TryParse(item.Text("metadata", "resourceVersion"), CultureInfo.InvariantCulture, out var own) ? own : version;
                var stored = StoredObject.From(key, itemVersion, item);
                Collection(key.Collection).Put(stored);
                _owners.Replace(null, stored);
            }
        }
    }

    public (List<StoredObject> Items, long Version) Everything()
    {
        lock (Gate)
        {
            return ([.. _collections.Values.SelectMany(collection => collection.In(null))], Version);
        }
    }

    private ObjectCollection Collection(string name)
    {
        if (!_collections.TryGetValue(name, out var collection))
        {
            collection = new ObjectCollection(history, _loadedAt);
            _collections[name] = collection;
        }

        return collection;
    }

    private StoredObject Stamp(ObjectKey key, JsonObject item)
    {
        Version++;
        item.Meta()["resourceVersion"] = Version.ToString(CultureInfo.InvariantCulture);
        return StoredObject.From(key, Version, item);
    }

    private void Publish(ObjectCollection collection, StoreChange change)
    {
        collection.Record(change);
        Changed(change);
    }
}
