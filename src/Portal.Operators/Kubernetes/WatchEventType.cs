namespace Portal.Operators.Kubernetes;

internal enum WatchEventType
{
    Added,
    Modified,
    Deleted,
    Bookmark,
}
