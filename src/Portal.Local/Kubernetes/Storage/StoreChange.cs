namespace Portal.Local.Kubernetes.Storage;

/// <summary>One step of the history: <see cref="After"/> is the object as it is, or as it was at the end when it is gone.</summary>
internal sealed record StoreChange(ChangeKind Kind, StoredObject? Before, StoredObject After)
{
    public long Version => After.Version;

    public ObjectKey Key => After.Key;

    /// <summary>Whether what a Service or a route sends requests to may be another set of pods now.</summary>
    public bool MovesRequests
    {
        get
        {
            var before = Before?.IsServing is true;
            var after = Kind != ChangeKind.Deleted && After.IsServing;
            return before != after || (after && !SameLabels(Before!.Labels, After.Labels));
        }
    }

    private static bool SameLabels(IReadOnlyDictionary<string, string> left, IReadOnlyDictionary<string, string> right) =>
        left.Count == right.Count && left.All(pair => right.TryGetValue(pair.Key, out var value) && value == pair.Value);
}
