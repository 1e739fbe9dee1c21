namespace Portal.Local.Kubernetes.Storage;

/// <summary>One step of the history: <see cref="After"/> is the object as it is, or as it was at the end when it is gone.</summary>
internal sealed record StoreChange(ChangeKind Kind, StoredObject? Before, StoredObject After)
{
    public long Version => After.Version;

    public ObjectKey Key => After.Key;
}
