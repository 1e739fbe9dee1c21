using System.Collections.Frozen;
using Portal.Domain.Rollouts.Planning;

namespace Portal.Operators.Rollouts.Metrics;

/// <summary>What one pod, or whatever else counts for an arm, has counted since it started.</summary>
/// <param name="PodUid">Tells it from others over time.</param>
/// <param name="Arm">Whose requests these are.</param>
/// <param name="Requests">All of them.</param>
/// <param name="Errors">Those that failed.</param>
/// <param name="Slow">Those slower than the bound.</param>
internal sealed record PodCounters(string PodUid, Arm Arm, double Requests, double Errors, double Slow)
{
    /// <summary>By route; empty where the source does not tell them apart.</summary>
    public IReadOnlyDictionary<string, SegmentCounters> Segments { get; init; } = FrozenDictionary<string, SegmentCounters>.Empty;

    /// <summary>When its process began, as it says itself: another value means that it counts from zero. Null when it does not say.</summary>
    public double? StartedAt { get; init; }

    /// <summary>A sum over several that come and go: when it falls nobody knows from where it counts, so nothing is counted.</summary>
    public bool IsSum { get; init; }
}
