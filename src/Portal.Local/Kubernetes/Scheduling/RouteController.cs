using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;
using Portal.Local.Kubernetes.Traffic;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>
/// The gateway's part of HTTPRoutes: takes a changed route over after a moment, says so in its status, and only then sends traffic by it.
/// </summary>
internal sealed class RouteController(ClusterAccess cluster, TrafficSimulation traffic) : IController
{
    // A gateway is never instant: whoever scales down before the route is accepted should lose requests here too.
    private static readonly TimeSpan Programming = TimeSpan.FromMilliseconds(150);

    private readonly Dictionary<string, (long Generation, DateTimeOffset At, JsonObject Route)> _accepted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Generation, DateTimeOffset Since)> _seen = new(StringComparer.Ordinal);

    public IEnumerable<ObjectKey> Concerns(StoreChange change) => change.Key.Collection switch
    {
        Collections.Routes => [change.Key],
        Collections.Services => cluster.KeysIn(Collections.Routes, change.Key.Namespace),
        Collections.Pods when change.MovesRequests => cluster.KeysIn(Collections.Routes, change.Key.Namespace),
        _ => [],
    };

    public DateTimeOffset? Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Get(key) is not { } route || route.IsDeleting())
        {
            traffic.Route(key, null);
            _accepted.Remove(key.ToString());
            _seen.Remove(key.ToString());
            return null;
        }

        var generation = route.Number("metadata", "generation") ?? 1;
        var again = Accept(key, route, generation, now);
        if (_accepted.TryGetValue(key.ToString(), out var accepted))
        {
            var isCurrent = accepted.Generation == generation;
            traffic.Route(key, RouteSplitting.Of(cluster, isCurrent ? route : accepted.Route));
            if (isCurrent)
            {
                cluster.WriteStatus(key, status => RouteStatus.Write(cluster, status, route, now));
            }
        }

        return again;
    }

    private DateTimeOffset? Accept(ObjectKey key, JsonObject route, long generation, DateTimeOffset now)
    {
        var name = key.ToString();
        if (_accepted.TryGetValue(name, out var accepted) && accepted.Generation == generation)
        {
            return null;
        }

        if (!_seen.TryGetValue(name, out var seen) || seen.Generation != generation)
        {
            seen = (generation, now);
            _seen[name] = seen;
        }

        // After a restart the status says that this generation was accepted before.
        var isKnown = accepted.Route is null && route.Objects("status", "parents").Any(parent =>
            parent.Objects("conditions").Any(condition => condition.Text("type") == "Accepted" && condition.Number("observedGeneration") == generation));
        if (!isKnown && now < seen.Since + Programming)
        {
            return seen.Since + Programming;
        }

        _accepted[name] = (generation, now, route);
        return null;
    }
}
