using System.Text.Json.Nodes;
using Portal.Domain.Objectives;

namespace Portal.Operators.Objectives;

/// <summary>One look at one objective, for the portal's tables.</summary>
/// <param name="Resource">The cluster's object, with the status that was written.</param>
/// <param name="Objective">What is wanted; null when that cannot be read.</param>
/// <param name="Report">How it stands; null with the former.</param>
/// <param name="Breaker">Its breaker.</param>
/// <param name="HourBurn">How fast the budget burned over the last hour.</param>
/// <param name="IsGone">The object is no longer there.</param>
/// <param name="At">When it was looked at.</param>
internal sealed record ObjectiveReading(
    JsonObject Resource, ServiceLevelObjective? Objective, ObjectiveReport? Report, CircuitBreaker Breaker, double HourBurn, bool IsGone, DateTimeOffset At);
