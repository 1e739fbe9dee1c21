namespace Portal.Domain.Rollouts.Governance;

/// <summary>How much could go wrong, 0 to 100, and why.</summary>
public sealed record RiskScore(int Value, IReadOnlyList<RiskReason> Reasons);
