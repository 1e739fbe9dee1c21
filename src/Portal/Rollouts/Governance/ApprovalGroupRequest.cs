namespace Portal.Rollouts.Governance;

/// <param name="Members">Ids of members, at most 200; who is not named is no longer in the group.</param>
internal sealed record ApprovalGroupRequest(IReadOnlyList<string?>? Members);
