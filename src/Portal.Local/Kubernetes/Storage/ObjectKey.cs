namespace Portal.Local.Kubernetes.Storage;

/// <summary>Where an object is kept. A cluster-scoped object has an empty namespace.</summary>
internal readonly record struct ObjectKey(string Collection, string Namespace, string Name) : IComparable<ObjectKey>
{
    /// <summary>Lists are in this order: by namespace, then name.</summary>
    public int CompareTo(ObjectKey other)
    {
        var order = string.CompareOrdinal(Namespace, other.Namespace);
        return order != 0 ? order : string.CompareOrdinal(Name, other.Name);
    }

    public override string ToString() => $"{Collection}/{Namespace}/{Name}";
}
