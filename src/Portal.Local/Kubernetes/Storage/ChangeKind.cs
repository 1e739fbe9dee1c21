namespace Portal.Local.Kubernetes.Storage;

internal enum ChangeKind
{
    Added,
    Modified,
    Deleted,
}
