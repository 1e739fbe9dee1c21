namespace Portal.Domain.Objectives.Alerts;

/// <summary>Whether and when a channel is told of an alert.</summary>
/// <param name="At">When; null when it is not told.</param>
/// <param name="Hold">What makes it wait; null when nothing does.</param>
/// <param name="Why">In words that go on from the channel's name.</param>
public sealed record AlertDecision(DateTimeOffset? At, AlertHold? Hold, string Why);
