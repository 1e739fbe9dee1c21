using Portal.Domain;

namespace Portal.Rollouts.Governance;

internal sealed record RolloutHeld(string Id, string Message)
    : Error(ErrorKind.Conflict, "rollout.held", "The rollout has not begun", $"The rollout {Id}: {Message}. Decide about it, or abort it.");
