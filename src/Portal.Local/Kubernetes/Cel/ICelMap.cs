namespace Portal.Local.Kubernetes.Cel;

/// <summary>A map as a value: one written out, or an object of the API.</summary>
internal interface ICelMap
{
    int Count { get; }

    IEnumerable<object> Keys { get; }

    bool TryGet(object key, out object? value);
}
