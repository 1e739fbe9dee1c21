using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;
using Portal.Local.Kubernetes.Traffic;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>Divides a route's traffic: by weight over its backends, evenly over the ready pods of each.</summary>
internal static class RouteSplitting
{
    /// <summary>The first rule that asks for no header: simulated users send none.</summary>
    public static RouteSplit Of(ClusterAccess cluster, JsonObject route)
    {
        var rule = route.Objects("spec", "rules").FirstOrDefault(rule => !rule.Objects("matches").Any(match => match.Objects("headers").Any()));
        return Of(cluster, route, [.. rule.Objects("backendRefs").Select(backend => (ServiceOf(backend, route), Weight(backend)))]);
    }

    /// <summary>The same for anything that names Services.</summary>
    public static RouteSplit Of(ClusterAccess cluster, JsonObject route, IReadOnlyList<(ObjectKey Service, long Weight)> backends)
    {
        var total = backends.Sum(backend => backend.Weight);
        var pods = new List<PodShare>();
        var unserved = new List<(string Backend, double Share)>();
        foreach (var (service, weight) in backends.Where(backend => backend.Weight > 0))
        {
            var share = (double)weight / total;
            var ready = ReadyPods(cluster, service).ToList();
            if (ready.Count == 0)
            {
                unserved.Add((service.Name, share));
            }

            pods.AddRange(ready.Select(pod => new PodShare(pod.UidOf(), service.Name, share / ready.Count, PodBehavior.Of(pod))));
        }

        // Gateway API, HTTPRouteRule.backendRefs: no backend with a weight means that every request fails.
        if (total == 0)
        {
            unserved.Add(("", 1));
        }

        var rate = Math.Max(0, PodBehavior.Number(route, "requests-per-second") ?? 100);
        return new RouteSplit(rate, pods, unserved);
    }

    /// <summary>A weight that is left out is 1.</summary>
    private static long Weight(JsonObject backend) => backend.Number("weight") ?? 1;

    private static ObjectKey ServiceOf(JsonObject backend, JsonObject route) =>
        new(Collections.Services, backend.Text("namespace") ?? route.NamespaceOf(), backend.Text("name") ?? "");

    private static IEnumerable<JsonObject> ReadyPods(ClusterAccess cluster, ObjectKey key) =>
        cluster.Get(key) is { } service ? ServicePods.Ready(cluster, service) : [];
}
