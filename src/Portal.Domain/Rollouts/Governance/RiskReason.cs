namespace Portal.Domain.Rollouts.Governance;

/// <summary>Part of a score, in words.</summary>
public sealed record RiskReason(int Points, string Text);
