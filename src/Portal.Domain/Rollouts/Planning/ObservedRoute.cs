namespace Portal.Domain.Rollouts.Planning;

/// <summary>The traffic split as read back from whatever makes it.</summary>
/// <param name="CanaryWeight">The canary's share in percent, as it was asked for.</param>
/// <param name="Accepted">Whoever carries it out has accepted exactly this generation of it.</param>
/// <param name="Problem">Why not, where they say so.</param>
/// <param name="IsAdopted">Something of somebody else has been changed for this rollout, or put beside it, and is to be as it was afterwards.</param>
public sealed record ObservedRoute(int CanaryWeight, bool Accepted, string? Problem = null, bool IsAdopted = false)
{
    /// <summary>Requests with this header go to the canary besides.</summary>
    public HeaderMatch? Header { get; init; }

    /// <summary>When it was last set, where nobody says that it has been accepted: then it counts as accepted a little later.</summary>
    public DateTimeOffset? SetAt { get; init; }

    /// <summary>The share that the canary really has, where it cannot be had exactly.</summary>
    public int? Share { get; init; }

    /// <summary>Some requests go to the canary.</summary>
    public bool ReachesCanary => CanaryWeight > 0 || Header is not null;

    public bool Carries(int weight) => Accepted && CanaryWeight == weight;
}
