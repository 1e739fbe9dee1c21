namespace Portal.Local.Kubernetes.Storage;

/// <summary>The objects of one resource and the recent history of their changes. Guarded by the store's lock.</summary>
internal sealed class ObjectCollection(int history, long compactedAt)
{
    private readonly Queue<StoreChange> _changes = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SortedDictionary<ObjectKey, StoredObject> Objects { get; } = [];

    /// <summary>Changes up to and including this version are forgotten.</summary>
    public long CompactedAt { get; private set; } = compactedAt;

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
