namespace Portal.Operations;

/// <param name="Attempt">Its number; absent for what a person did.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended, or when somebody did something.</param>
/// <param name="Outcome">failed, lost, stopped, canceled or retried.</param>
/// <param name="Error">Why.</param>
/// <param name="By">Who, where it was a person.</param>
internal sealed record OperationAttemptView(int? Attempt, DateTimeOffset? StartedAt, DateTimeOffset EndedAt, string Outcome, string? Error, string? By);
