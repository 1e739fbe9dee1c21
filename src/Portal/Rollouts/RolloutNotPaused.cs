using Portal.Domain;

namespace Portal.Rollouts;

internal sealed record RolloutNotPaused(string Id)
    : Error(ErrorKind.Conflict, "rollout.not-paused", "Nobody has paused the rollout", $"The rollout {Id} is not paused by a person; there is nothing to resume.");
