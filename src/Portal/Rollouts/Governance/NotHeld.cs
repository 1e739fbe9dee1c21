using Portal.Domain;

namespace Portal.Rollouts.Governance;

internal sealed record NotHeld(string Id, string Standing)
    : Error(ErrorKind.Conflict, "rollout.not-held", "The rollout is not held for this", $"The rollout {Id}: {Standing}. There is nothing to decide about it now.");
