namespace Portal.Rollouts;

internal sealed record RolloutEventView(int Sequence, DateTimeOffset OccurredAt, string Kind, string Message, int Weight);
