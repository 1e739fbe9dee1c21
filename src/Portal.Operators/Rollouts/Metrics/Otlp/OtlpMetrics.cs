using System.Collections.Concurrent;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Metrics.Otlp;

/// <summary>What pods have sent to this process, by namespace and pod. In memory: after a restart everybody is a starting point again.</summary>
internal sealed class OtlpMetrics(TimeProvider time)
{
    private const int MostPods = 5000;
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(30);
    private readonly ConcurrentDictionary<ResourceKey, OtlpPod> _pods = new();

    /// <returns>How many points came from a resource that does not say which pod it is.</returns>
    public int Take(IReadOnlyList<OtlpBatch> batches)
    {
        var now = time.GetUtcNow();
        var stray = 0;
        foreach (var batch in batches)
        {
            if (!batch.Resource.TryGetValue("k8s.namespace.name", out var space) || !batch.Resource.TryGetValue("k8s.pod.name", out var name))
            {
                stray += batch.Points.Count;
                continue;
            }

            if (_pods.Count >= MostPods)
            {
                Forget(now);
            }

            if (_pods.Count < MostPods || _pods.ContainsKey(new(space, name)))
            {
                var pod = _pods.GetOrAdd(new(space, name), _ => new OtlpPod());
                foreach (var point in batch.Points)
                {
                    pod.Add(point, now);
                }
            }
        }

        return stray;
    }

    public OtlpPod? Find(ResourceKey pod) => _pods.GetValueOrDefault(pod);

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, _) in _pods.Where(pod => now - pod.Value.HeardAt > Forgotten))
        {
            _pods.TryRemove(key, out _);
        }
    }
}
