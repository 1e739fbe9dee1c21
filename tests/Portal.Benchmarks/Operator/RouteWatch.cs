using System.Collections.Concurrent;
using System.Diagnostics;
using Portal.Operators.Kubernetes;

namespace Portal.Benchmarks.Operator;

/// <summary>When the gateway took over which weight of the canary, by rollout.</summary>
internal sealed class RouteWatch(IKubernetesClient client)
{
    private readonly ConcurrentDictionary<FleetName, List<(int Weight, bool Accepted, long At)>> _seen = new();

    public IReadOnlyList<(int Weight, bool Accepted, long At)> Of(FleetName rollout)
    {
        var seen = _seen.GetOrAdd(rollout, _ => []);
        lock (seen)
        {
            return [.. seen];
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var version = (await client.ListAsync(ResourceKind.HttpRoute, null, "portal.internal/none=none", cancellationToken)).ResourceVersion;
                await foreach (var change in client.WatchAsync(ResourceKind.HttpRoute, null, null, version, TimeSpan.FromHours(2), cancellationToken))
                {
                    Note(change.Resource);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return; // The measurement is over.
            }
            catch (Exception e) when (e is KubernetesException or HttpRequestException or IOException)
            {
                // Broken with the operator's own, on purpose: begun anew.
            }
        }
    }

    private void Note(System.Text.Json.Nodes.JsonObject route)
    {
        var key = route.Key();
        var weight = (int)(route.ItemsAt("spec", "rules").SelectMany(rule => rule.ItemsAt("backendRefs"))
            .FirstOrDefault(backend => backend.TextAt("name") == $"{key.Name}-canary").WholeAt("weight") ?? 0);
        var generation = route.WholeAt("metadata", "generation");
        var accepted = route.ItemsAt("status", "parents").SelectMany(parent => parent.ItemsAt("conditions"))
            .Any(condition => condition.TextAt("type") == "Accepted" && condition.TextAt("status") == "True" && condition.WholeAt("observedGeneration") == generation);
        var seen = _seen.GetOrAdd(new FleetName(key.Namespace, key.Name), _ => []);
        lock (seen)
        {
            seen.Add((weight, accepted, Stopwatch.GetTimestamp()));
        }
    }
}
