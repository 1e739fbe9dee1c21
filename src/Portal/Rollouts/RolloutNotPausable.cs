using Portal.Domain;

namespace Portal.Rollouts;

internal sealed record RolloutNotPausable(string Id, string Phase)
    : Error(ErrorKind.Conflict, "rollout.not-pausable", "The rollout cannot be paused now", $"The rollout {Id} is {Phase}: its traffic is already on its way to one version. Wait for the end, or abort it.");
