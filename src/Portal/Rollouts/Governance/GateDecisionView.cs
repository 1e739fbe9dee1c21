namespace Portal.Rollouts.Governance;

/// <param name="By">Who decided.</param>
/// <param name="InPlaceOf">Whose right it was; null for their own.</param>
/// <param name="Decision"><c>approve</c> or <c>reject</c>.</param>
/// <param name="Reason">In their words.</param>
/// <param name="At">When.</param>
internal sealed record GateDecisionView(ApproverView By, ApproverView? InPlaceOf, string Decision, string Reason, DateTimeOffset At);
