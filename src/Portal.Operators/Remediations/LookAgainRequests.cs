using Portal.Operators.Kubernetes;

namespace Portal.Operators.Remediations;

/// <summary>Ways to have the reconciler of this process look at a rollout that its watch does not tell it about.</summary>
internal sealed class LookAgainRequests
{
    private volatile Action<ResourceKey>? _look;

    /// <summary>The reconciler's queue, while this process leads; null when it no longer does.</summary>
    public void Listen(Action<ResourceKey>? look) => _look = look;

    public void Ask(ResourceKey rollout) => _look?.Invoke(rollout);
}
