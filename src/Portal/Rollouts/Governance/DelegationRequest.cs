namespace Portal.Rollouts.Governance;

/// <param name="To">The member who may decide; an id.</param>
/// <param name="Reason">Why; at most 300 characters.</param>
/// <param name="StartsAt">Now when absent; not in the past.</param>
/// <param name="EndsAt">Within 90 days of the start.</param>
internal sealed record DelegationRequest(string? To, string? Reason, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt);
