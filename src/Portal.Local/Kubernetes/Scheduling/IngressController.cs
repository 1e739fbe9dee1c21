using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;
using Portal.Local.Kubernetes.Traffic;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>ingress-nginx as far as canaries go: an Ingress, and the canary Ingress for the same host and path. Simulated users send no headers.</summary>
internal sealed class IngressController(ClusterAccess cluster, TrafficSimulation traffic) : IController
{
    private const string Prefix = "nginx.ingress.kubernetes.io/";
    private readonly TakenOver _taken = new();

    public IEnumerable<ObjectKey> Concerns(StoreChange change) => change.Key.Collection switch
    {
        Collections.Ingresses or Collections.Services => cluster.KeysIn(Collections.Ingresses, change.Key.Namespace).Append(change.Key with { Collection = Collections.Ingresses }),
        Collections.Pods when change.MovesRequests => cluster.KeysIn(Collections.Ingresses, change.Key.Namespace),
        _ => [],
    };

    public DateTimeOffset? Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Get(key) is not { } ingress || ingress.IsDeleting() || IsCanary(ingress))
        {
            traffic.Route(key, null);
            _taken.Forget(key);
            return null;
        }

        var (objects, again) = _taken.Of(key, [ingress, .. Canaries(ingress)], now);
        if (objects is not null)
        {
            traffic.Route(key, RouteSplitting.Of(cluster, ingress, Backends(objects[0], objects.Skip(1).FirstOrDefault())));
        }

        return again;
    }

    private static bool IsCanary(JsonObject ingress) => ingress.Annotation(Prefix + "canary") == "true";

    private static List<(ObjectKey Service, long Weight)> Backends(JsonObject stable, JsonObject? canary)
    {
        var weight = canary is not null && long.TryParse(canary.Annotation(Prefix + "canary-weight"), CultureInfo.InvariantCulture, out var percent) ? percent : 0;
        var backends = new List<(ObjectKey, long)> { (Service(stable), 100 - weight) };
        if (canary is not null)
        {
            backends.Add((Service(canary), weight));
        }

        return backends;
    }

    private IEnumerable<JsonObject> Canaries(JsonObject ingress) => cluster.KeysIn(Collections.Ingresses, ingress.NamespaceOf())
        .Select(cluster.Get).OfType<JsonObject>()
        .Where(other => IsCanary(other) && !other.IsDeleting() && Place(other) == Place(ingress));

    private static JsonObject? FirstPath(JsonObject ingress) => ingress.Objects("spec", "rules").FirstOrDefault().Objects("http", "paths").FirstOrDefault();

    private static ObjectKey Service(JsonObject ingress) =>
        new(Collections.Services, ingress.NamespaceOf(), FirstPath(ingress).Text("backend", "service", "name") ?? "");

    private static (string? Host, string? Path) Place(JsonObject ingress) => (ingress.Objects("spec", "rules").FirstOrDefault().Text("host"), FirstPath(ingress).Text("path"));
}
