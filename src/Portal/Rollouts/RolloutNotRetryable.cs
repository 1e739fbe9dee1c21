using Portal.Domain;

namespace Portal.Rollouts;

internal sealed record RolloutNotRetryable(string Id, string Phase)
    : Error(ErrorKind.Conflict, "rollout.not-retryable", "The rollout cannot be retried", $"The rollout {Id} is {Phase}. One that was rolled back, aborted or failed can be tried again.");
