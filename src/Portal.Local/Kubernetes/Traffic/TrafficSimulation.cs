using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Traffic;

/// <summary>
/// Users of all routes. Nothing runs between looks: counters are brought up to date when a split changes and when somebody reads.
/// </summary>
internal sealed class TrafficSimulation(TimeProvider clock, int seed)
{
    private readonly Dictionary<ObjectKey, RouteFlow> _flows = [];
    private readonly Dictionary<string, HashSet<RouteFlow>> _flowsOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PodCounters> _counters = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>From now on the route's requests are divided like this; null ends its traffic.</summary>
    public void Route(ObjectKey route, RouteSplit? split)
    {
        lock (_gate)
        {
            if (!_flows.TryGetValue(route, out var flow))
            {
                if (split is null)
                {
                    return;
                }

                flow = new RouteFlow(route, seed);
                _flows[route] = flow;
            }

            foreach (var pod in flow.Pods)
            {
                Detach(pod, flow);
            }

            flow.Change(split, clock.GetUtcNow(), CountersOf);
            foreach (var pod in flow.Pods)
            {
                if (!_flowsOf.TryGetValue(pod, out var flows))
                {
                    _flowsOf[pod] = flows = [];
                }

                flows.Add(flow);
            }
        }
    }

    /// <summary>The container is gone or started anew: so are its counters.</summary>
    public void Restart(string pod)
    {
        lock (_gate)
        {
            Accrue(pod);

            _counters.Remove(pod);
        }
    }

    /// <summary>The pod's metrics as Prometheus text.</summary>
    public string MetricsOf(string pod)
    {
        lock (_gate)
        {
            Accrue(pod);

            return MetricsText.Of(CountersOf(pod));
        }
    }

    /// <summary>What users have seen, by route and backend.</summary>
    public IReadOnlyList<(ObjectKey Route, string Backend, RouteTotals Totals)> Totals()
    {
        lock (_gate)
        {
            foreach (var flow in _flows.Values)
            {
                flow.Accrue(clock.GetUtcNow(), CountersOf);
            }

            return [.. _flows.Values.SelectMany(flow => flow.Totals.Select(pair => (flow.Route, pair.Key, pair.Value)))];
        }
    }

    private void Accrue(string pod)
    {
        foreach (var flow in _flowsOf.GetValueOrDefault(pod) ?? [])
        {
            flow.Accrue(clock.GetUtcNow(), CountersOf);
        }
    }

    private void Detach(string pod, RouteFlow flow)
    {
        if (_flowsOf.TryGetValue(pod, out var flows) && flows.Remove(flow) && flows.Count == 0)
        {
            _flowsOf.Remove(pod);
        }
    }

    private PodCounters CountersOf(string pod)
    {
        if (!_counters.TryGetValue(pod, out var counters))
        {
            counters = new PodCounters();
            _counters[pod] = counters;
        }

        return counters;
    }
}
