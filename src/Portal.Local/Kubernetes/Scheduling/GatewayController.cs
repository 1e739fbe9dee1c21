using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>Every Gateway is accepted and programmed.</summary>
internal sealed class GatewayController(ClusterAccess cluster) : IController
{
    public IEnumerable<ObjectKey> Concerns(StoreChange change) =>
        change.Key.Collection == Collections.Gateways && change.Kind != ChangeKind.Deleted ? [change.Key] : [];

    public DateTimeOffset? Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Get(key) is not { } gateway)
        {
            return null;
        }

        cluster.WriteStatus(key, status =>
        {
            status["addresses"] = new JsonArray(new JsonObject { ["type"] = "IPAddress", ["value"] = Addresses.Node });
            foreach (var type in (string[])["Accepted", "Programmed"])
            {
                var condition = Conditions.Of(type, true, type, "Local gateway");
                condition["observedGeneration"] = gateway.Number("metadata", "generation");
                Conditions.Set(status, condition, now);
            }
        });
        return null;
    }
}
