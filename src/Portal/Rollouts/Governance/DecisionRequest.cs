namespace Portal.Rollouts.Governance;

/// <param name="Decision"><c>approve</c> or <c>reject</c>.</param>
/// <param name="Reason">Why; at most 500 characters. Required.</param>
/// <param name="Stage">The stage that was looked at; refused when another one is asked by now. The current one when absent.</param>
internal sealed record DecisionRequest(string? Decision, string? Reason, string? Stage);
