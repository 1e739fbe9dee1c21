using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Traffic;

/// <summary>The traffic of one route: the split of now, since when it holds, and what has passed.</summary>
internal sealed class RouteFlow(ObjectKey route, int seed)
{
    private readonly Noise _noise = new(unchecked((seed * 397) ^ StableHash(route.ToString())));
    private readonly Dictionary<string, RouteTotals> _totals = new(StringComparer.Ordinal);
    private RouteSplit? _split;
    private DateTimeOffset _since;

    public ObjectKey Route => route;

    public IReadOnlyDictionary<string, RouteTotals> Totals => _totals;

    public IEnumerable<string> Pods => _split?.Pods.Select(pod => pod.Uid) ?? [];

    /// <summary>Counts what has passed since the last time, then goes on with the new split.</summary>
    public void Change(RouteSplit? split, DateTimeOffset now, Func<string, PodCounters> counters)
    {
        Accrue(now, counters);
        _split = split;
    }

    /// <summary>Counts what has passed since the last time.</summary>
    public void Accrue(DateTimeOffset now, Func<string, PodCounters> counters)
    {
        var seconds = (now - _since).TotalSeconds;
        _since = now;
        if (_split is not { } split || seconds <= 0)
        {
            return;
        }

        var offered = split.RequestsPerSecond * seconds;
        foreach (var pod in split.Pods)
        {
            var requests = _noise.Poisson(offered * pod.Share);
            counters(pod.Uid).Add(requests, pod.Behavior, _noise, out var errors);
            Count(pod.Backend, new RouteTotals(requests, errors, 0));
        }

        foreach (var (backend, share) in split.Unserved)
        {
            var requests = _noise.Poisson(offered * share);
            Count(backend, new RouteTotals(requests, 0, requests));
        }
    }

    private void Count(string backend, RouteTotals more) => _totals[backend] = _totals.GetValueOrDefault(backend, RouteTotals.None) + more;

    /// <summary>string.GetHashCode differs from process to process; a seed must not.</summary>
    private static int StableHash(string text)
    {
        var hash = 23;
        foreach (var character in text)
        {
            hash = unchecked((hash * 31) + character);
        }

        return hash;
    }
}
