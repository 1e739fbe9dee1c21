using Portal.Operators.Rollouts.Cluster;

namespace Portal.Operators.Rollouts.Metrics;

/// <summary>Where measurements come from.</summary>
internal interface IMetricSource
{
    /// <summary>The counters of those pods that could be read. One that could not is missing, never zero.</summary>
    Task<IReadOnlyList<PodCounters>> ReadAsync(IReadOnlyList<ObservedPod> pods, int port, TimeSpan latencyBound, CancellationToken cancellationToken);
}
