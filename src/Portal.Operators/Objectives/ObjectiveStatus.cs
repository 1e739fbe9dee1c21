using Portal.Domain.Objectives;

namespace Portal.Operators.Objectives;

/// <summary>What an objective's status remembers.</summary>
internal sealed record ObjectiveStatus(ObjectiveCounts Counts, CircuitBreaker Breaker, DateTimeOffset? RolloutSeenAt, DateTimeOffset? WrittenAt);
