namespace Portal.Domain.Rollouts;

/// <summary>The canary's share of the traffic in percent.</summary>
/// <param name="Desired">As it should be.</param>
/// <param name="Accepted">As it has last been seen to be accepted.</param>
/// <param name="AcceptedAt">When that was.</param>
public sealed record RolloutWeights(int Desired, int? Accepted = null, DateTimeOffset? AcceptedAt = null);
