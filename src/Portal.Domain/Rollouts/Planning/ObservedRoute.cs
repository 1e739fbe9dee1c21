namespace Portal.Domain.Rollouts.Planning;

/// <summary>The traffic split as read back from the route.</summary>
/// <param name="CanaryWeight">The canary's share in percent.</param>
/// <param name="Accepted">The gateway has accepted exactly this generation of the route.</param>
/// <param name="Problem">Why not, where the gateway says so.</param>
/// <param name="IsAdopted">It is somebody else's, has been changed for this rollout, and holds what it was before.</param>
public sealed record ObservedRoute(int CanaryWeight, bool Accepted, string? Problem = null, bool IsAdopted = false)
{
    public bool Carries(int weight) => Accepted && CanaryWeight == weight;
}
