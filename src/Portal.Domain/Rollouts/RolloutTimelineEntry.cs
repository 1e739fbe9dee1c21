namespace Portal.Domain.Rollouts;

/// <summary>
/// Something that happened to the current revision. The sequence names it: whoever copies the timeline elsewhere
/// may do so any number of times and still tell everything once.
/// </summary>
public sealed record RolloutTimelineEntry(int Sequence, DateTimeOffset At, string Kind, string Message, int Weight);
