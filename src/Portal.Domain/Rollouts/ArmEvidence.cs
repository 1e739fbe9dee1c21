namespace Portal.Domain.Rollouts;

/// <summary>What one version's users saw since the analysis began.</summary>
public sealed record ArmEvidence(long Requests, long Errors, long Slow = 0);
