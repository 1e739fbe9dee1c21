namespace Portal.Rollouts.Governance;

internal sealed record ApprovalGroupView(string Name, IReadOnlyList<ApproverView> Members, DateTimeOffset UpdatedAt);
