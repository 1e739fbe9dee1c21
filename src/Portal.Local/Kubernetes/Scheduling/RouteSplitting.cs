using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;
using Portal.Local.Kubernetes.Traffic;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>Divides a route's traffic: by weight over its backends, evenly over the ready pods of each.</summary>
internal static class RouteSplitting
{
    public static RouteSplit Of(ClusterAccess cluster, JsonObject route)
    {
        var backends = route.Objects("spec", "rules").FirstOrDefault().Objects("backendRefs").ToList();
        var total = backends.Sum(Weight);
        var pods = new List<PodShare>();
        var unserved = new List<(string Backend, double Share)>();
        foreach (var backend in backends.Where(backend => Weight(backend) > 0))
        {
            var name = backend.Text("name") ?? "";
            var share = (double)Weight(backend) / total;
            var ready = ReadyPods(cluster, backend, route).ToList();
            if (ready.Count == 0)
            {
                unserved.Add((name, share));
            }

            pods.AddRange(ready.Select(pod => new PodShare(pod.UidOf(), name, share / ready.Count, PodBehavior.Of(pod))));
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

    private static IEnumerable<JsonObject> ReadyPods(ClusterAccess cluster, JsonObject backend, JsonObject route)
    {
        var key = new ObjectKey(Collections.Services, backend.Text("namespace") ?? route.NamespaceOf(), backend.Text("name") ?? "");
        return cluster.Get(key) is { } service ? ServicePods.Ready(cluster, service) : [];
    }
}
