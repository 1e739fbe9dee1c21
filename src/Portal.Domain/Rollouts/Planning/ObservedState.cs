using Portal.Domain.Rollouts.Queueing;

namespace Portal.Domain.Rollouts.Planning;

/// <summary>What is there, as far as it concerns one rollout. Null is an object that does not exist.</summary>
public sealed record ObservedState(ObservedWorkload? Stable = null, ObservedWorkload? Canary = null, ObservedRoute? Route = null)
{
    public int StableReady => Stable?.Ready ?? 0;

    public int CanaryReady => Canary?.Ready ?? 0;

    /// <summary>Why no new version of the plugin should start, as its objectives say; null when one may, or the phase does not ask.</summary>
    public string? Obstacle { get; init; }

    /// <summary>What burns so fast that somebody is paged; null when nothing does.</summary>
    public string? Burn { get; init; }

    /// <summary>Where it stands among those that wait, because enough others are under way; null when it is its turn, or the phase does not ask.</summary>
    public QueuePlace? Queue { get; init; }

    /// <summary>There is a preview Service.</summary>
    public bool HasPreview { get; init; }
}
