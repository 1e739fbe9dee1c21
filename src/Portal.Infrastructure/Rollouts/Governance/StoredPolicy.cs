using Portal.Domain.Rollouts.Governance;

namespace Portal.Infrastructure.Rollouts.Governance;

/// <summary>A tenant's policy and its version; version 0 when none was ever saved.</summary>
public sealed record StoredPolicy(GovernancePolicy Policy, long Version);
