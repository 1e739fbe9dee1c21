namespace Portal.Local.Kubernetes.Cel;

/// <summary>A map that an expression writes out.</summary>
internal sealed class CelMap : ICelMap
{
    private readonly List<(object Key, object? Value)> _entries = [];

    public int Count => _entries.Count;

    public IEnumerable<object> Keys => _entries.Select(entry => entry.Key);

    public void Add(object key, object? value)
    {
        if (TryGet(key, out _))
        {
            throw new CelException($"Failed with repeated key: {key}");
        }

        _entries.Add((key, value));
    }

    public bool TryGet(object key, out object? value)
    {
        foreach (var (other, found) in _entries)
        {
            if (CelValue.AreEqual(other, key))
            {
                value = found;
                return true;
            }
        }

        value = null;
        return false;
    }
}
