namespace Portal.Local.Kubernetes.Storage;

/// <summary>The objects of one resource and the recent history of their changes. Guarded by the store's lock.</summary>
internal sealed class ObjectCollection(int history, long compactedAt)
{
    private readonly Queue<StoreChange> _changes = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // In order, all of them and those of each namespace: most lists are of one.
    private readonly SortedDictionary<ObjectKey, StoredObject> _objects = [];
    private readonly Dictionary<string, SortedDictionary<ObjectKey, StoredObject>> _namespaces = new(StringComparer.Ordinal);

    /// <summary>Changes up to and including this version are forgotten.</summary>
    public long CompactedAt { get; private set; } = compactedAt;

    public StoredObject? Find(ObjectKey key) => _objects.GetValueOrDefault(key);

    /// <summary>The objects in order: of one namespace, or all.</summary>
    public IReadOnlyCollection<StoredObject> In(string? inNamespace) =>
        inNamespace is null ? _objects.Values : _namespaces.TryGetValue(inNamespace, out var own) ? own.Values : [];

    public void Put(StoredObject item)
    {
        _objects[item.Key] = item;
        if (!_namespaces.TryGetValue(item.Key.Namespace, out var own))
        {
            _namespaces[item.Key.Namespace] = own = [];
        }

        own[item.Key] = item;
    }

    public StoredObject? Remove(ObjectKey key)
    {
        if (!_objects.Remove(key, out var gone))
        {
            return null;
        }

        if (_namespaces[key.Namespace].Remove(key) && _namespaces[key.Namespace].Count == 0)
        {
            _namespaces.Remove(key.Namespace);
        }

        return gone;
    }

    /// <summary>Completes at the next change.</summary>
    public Task NextChange => _changed.Task;

    public void Record(StoreChange change)
    {
        _changes.Enqueue(change);
        while (_changes.Count > history)
        {
            CompactedAt = _changes.Dequeue().Version;
        }

        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }

    public List<StoreChange> Since(long version)
    {
        // Versions rise along the queue: the wanted tail is short when a watch follows closely.
        var tail = new List<StoreChange>();
        foreach (var change in _changes.Reverse())
        {
            if (change.Version <= version)
            {
                break;
            }

            tail.Add(change);
        }

        tail.Reverse();
        return tail;
    }

    public void Forget(long version)
    {
        _changes.Clear();
        CompactedAt = Math.Max(CompactedAt, version);
    }
}
