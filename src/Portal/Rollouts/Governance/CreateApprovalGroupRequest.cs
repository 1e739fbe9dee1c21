namespace Portal.Rollouts.Governance;

/// <param name="Name">Unique, at most 60 characters; the policy's stages name it, so it stays.</param>
/// <param name="Members">Ids of members, at most 200.</param>
internal sealed record CreateApprovalGroupRequest(string? Name, IReadOnlyList<string?>? Members);
