using Portal.Domain;

namespace Portal.Rollouts;

internal sealed record RolloutOver(string Id, string Phase)
    : Error(ErrorKind.Conflict, "rollout.over", "The rollout is over", $"The rollout {Id} is {Phase}; nothing can be changed about it any more.");
