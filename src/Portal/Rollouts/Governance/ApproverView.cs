namespace Portal.Rollouts.Governance;

/// <summary>A member, as far as governance names one.</summary>
internal sealed record ApproverView(string Id, string Name);
