using Portal.Benchmarks.Rollouts.Traffic;

namespace Portal.Benchmarks.Rollouts.Detectors;

/// <summary>A rule that watches one rollout.</summary>
internal interface IDetector
{
    string Name { get; }

    /// <summary>A new rollout.</summary>
    void Begin(TrafficCase traffic);

    /// <summary>Wants to see the traffic of the warm-up, too.</summary>
    bool KnowsWarmUp => false;

    Call Look(in TrafficTick tick);

    /// <summary>How much longer than planned the rollout takes if this one lets it through, as a part of the plan; null when it does not say.</summary>
    double? Delay { get; }
}
