using Portal.Domain.Objectives;

namespace Portal.Operators.Objectives;

/// <summary>What violations and alerts are judged by.</summary>
/// <param name="Place"><c>cluster/namespace/name/uid8</c>.</param>
/// <param name="Uid">The cluster's object.</param>
/// <param name="Generation">Its version.</param>
internal sealed record ObservedObjective(ServiceLevelObjective Objective, ObjectiveReport Report, CircuitBreaker Breaker, string Place, string Uid, long Generation, DateTimeOffset At);
