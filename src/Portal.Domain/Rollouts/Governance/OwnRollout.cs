namespace Portal.Domain.Rollouts.Governance;

public sealed record OwnRollout(string Stage)
    : Error(ErrorKind.Forbidden, "rollout.four-eyes", "Somebody else has to decide",
        $"Stage {Stage}: this tenant's rollout policy asks for four eyes, so who asked for a rollout does not decide about it, nor does a delegate in their place.");
