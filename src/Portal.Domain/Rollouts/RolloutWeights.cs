namespace Portal.Domain.Rollouts;

/// <summary>The canary's share of the traffic in percent: as it should be, and as the route has last been seen to have accepted it.</summary>
public sealed record RolloutWeights(int Desired, int? Accepted = null, DateTimeOffset? AcceptedAt = null);
