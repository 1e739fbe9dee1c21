using Portal.Local.Kubernetes.Selectors;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Watches;

/// <summary>What of the changes of a collection a watch is told, and how: an object that begins to match is added, one that ceases is deleted.</summary>
internal sealed class WatchFilter(string? inNamespace, LabelSelector labels, FieldSelector fields)
{
    public bool Matches(StoredObject item) =>
        (inNamespace is null || item.Key.Namespace == inNamespace) && labels.Matches(item.Labels) && fields.Matches(item);

    public string? EventOf(StoreChange change)
    {
        var before = change.Before is not null && Matches(change.Before);
        if (change.Kind == ChangeKind.Deleted)
        {
            return before ? "DELETED" : null;
        }

        return (before, Matches(change.After)) switch
        {
            (false, true) => "ADDED",
            (true, true) => "MODIFIED",
            (true, false) => "DELETED",
            _ => null,
        };
    }
}
