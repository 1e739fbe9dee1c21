namespace Portal.Domain.Rollouts.Governance;

public sealed record AlreadyDecided(string Stage)
    : Error(ErrorKind.Conflict, "rollout.decided", "You have decided already", $"Stage {Stage}: your decision about this rollout is recorded; a person counts once.");
