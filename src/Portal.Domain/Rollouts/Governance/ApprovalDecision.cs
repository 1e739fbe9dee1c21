using Portal.Domain.Access;

namespace Portal.Domain.Rollouts.Governance;

/// <summary>What one person said about one stage.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Member">Whose right was used.</param>
/// <param name="By">Who decided: the same, or a delegate.</param>
/// <param name="Approves">Approved, or rejected.</param>
/// <param name="Reason">In their words.</param>
/// <param name="At">When.</param>
public sealed record ApprovalDecision(string Stage, MemberId Member, MemberId By, bool Approves, string Reason, DateTimeOffset At);
