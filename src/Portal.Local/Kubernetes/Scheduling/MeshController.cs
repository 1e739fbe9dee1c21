using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;
using Portal.Local.Kubernetes.Traffic;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>Istio as far as weights go: the first HTTP route of a VirtualService that asks for no header. Simulated users send none.</summary>
internal sealed class MeshController(ClusterAccess cluster, TrafficSimulation traffic) : IController
{
    private readonly TakenOver _taken = new();

    public IEnumerable<ObjectKey> Concerns(StoreChange change) => change.Key.Collection switch
    {
        Collections.VirtualServices => [change.Key],
        Collections.Services => cluster.KeysIn(Collections.VirtualServices, change.Key.Namespace),
        Collections.Pods when change.MovesRequests => cluster.KeysIn(Collections.VirtualServices, change.Key.Namespace),
        _ => [],
    };

    public DateTimeOffset? Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Get(key) is not { } service || service.IsDeleting())
        {
            traffic.Route(key, null);
            _taken.Forget(key);
            return null;
        }

        var (objects, again) = _taken.Of(key, [service], now);
        if (objects is [var taken])
        {
            traffic.Route(key, RouteSplitting.Of(cluster, service, Backends(taken)));
        }

        return again;
    }

    private static List<(ObjectKey Service, long Weight)> Backends(JsonObject service)
    {
        var rule = service.Objects("spec", "http").FirstOrDefault(route => !route.Objects("match").Any(match => match["headers"] is JsonObject { Count: > 0 }));
        var destinations = rule.Objects("route").ToList();
        return [.. destinations.Select(destination =>
            (new ObjectKey(Collections.Services, service.NamespaceOf(), (destination.Text("destination", "host") ?? "").Split('.')[0]), destination.Number("weight") ?? (destinations.Count == 1 ? 100 : 0)))];
    }
}
