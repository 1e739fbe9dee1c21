namespace Portal.Local.Kubernetes.Storage;

/// <summary>Who owns whom, by uid, so that collecting garbage needs no search.</summary>
internal sealed class OwnerIndex
{
    private readonly Dictionary<string, HashSet<ObjectKey>> _dependents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ObjectKey> _keys = new(StringComparer.Ordinal);

    public ObjectKey? KeyOf(string uid) => _keys.TryGetValue(uid, out var key) ? key : null;

    public IReadOnlyList<ObjectKey> DependentsOf(string uid) => _dependents.TryGetValue(uid, out var keys) ? [.. keys.Order()] : [];

    public void Replace(StoredObject? before, StoredObject? after)
    {
        if (before is not null)
        {
            _keys.Remove(before.Uid);
            foreach (var owner in before.Owners)
            {
                Detach(owner, before.Key);
            }
        }

        if (after is not null)
        {
            _keys[after.Uid] = after.Key;
            foreach (var owner in after.Owners)
            {
                Attach(owner, after.Key);
            }
        }
    }

    private void Attach(string owner, ObjectKey key)
    {
        if (!_dependents.TryGetValue(owner, out var keys))
        {
            keys = [];
            _dependents[owner] = keys;
        }

        keys.Add(key);
    }

    private void Detach(string owner, ObjectKey key)
    {
        if (_dependents.TryGetValue(owner, out var keys) && keys.Remove(key) && keys.Count == 0)
        {
            _dependents.Remove(owner);
        }
    }
}
