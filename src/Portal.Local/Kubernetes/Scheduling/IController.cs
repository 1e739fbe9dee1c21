using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>One loop of the simulated cluster: told which objects may need work, it looks at each and says when to look again.</summary>
internal interface IController
{
    /// <summary>The objects that a change concerns. Called under the store's lock: it only names them.</summary>
    IEnumerable<ObjectKey> Concerns(StoreChange change);

    /// <summary>Brings the cluster closer to what the object asks for; returns when to look again, if the time alone can change something.</summary>
    DateTimeOffset? Reconcile(ObjectKey key, DateTimeOffset now);
}
