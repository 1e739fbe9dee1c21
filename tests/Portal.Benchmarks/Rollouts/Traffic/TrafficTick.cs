using Portal.Domain.Rollouts.Analysis;

namespace Portal.Benchmarks.Rollouts.Traffic;

/// <summary>What a detector gets to see every interval.</summary>
internal record struct TrafficTick
{
    /// <summary>Seconds since the rollout began.</summary>
    public int Second;

    public Glitch Glitch;

    /// <summary>The weight changed: a new step.</summary>
    public bool BeginsStep;

    public ArmSample Stable;
    public ArmSample Canary;

    /// <summary>The endpoint told apart, and everything else; without requests when there is none.</summary>
    public ArmSample StableEndpoint;
    public ArmSample CanaryEndpoint;

    public int PodRestarts;

    /// <summary>Bad answers that users of the canary have had since the fault began, counted or not. Not for detectors.</summary>
    public long Exposed;

    public readonly bool HasEndpoint => StableEndpoint.Requests + CanaryEndpoint.Requests > 0;
}
