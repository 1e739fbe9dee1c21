using Portal.Domain;

namespace Portal.Rollouts.Governance;

internal sealed record GroupInUse(string Name, string Stage) : Error(ErrorKind.Conflict, "approval-group.in-use", "The rollout policy names this group",
    $"Group {Name} decides about stage {Stage} of the rollout policy. Take it out of the policy first.");
