namespace Portal.Domain.Rollouts.Governance;

public sealed record NotAnApprover(string Stage, IReadOnlyList<string> Groups)
    : Error(ErrorKind.Forbidden, "rollout.approver.missing", "Others decide about this stage",
        $"Stage {Stage} is decided by members of {string.Join(" or ", Groups)}. Ask one of them, or an admin to add you to a group.");
