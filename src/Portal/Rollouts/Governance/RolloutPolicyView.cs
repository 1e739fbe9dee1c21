using Portal.Domain.Rollouts.Governance;

namespace Portal.Rollouts.Governance;

/// <param name="Version">For <c>If-Match</c>; 0 before the first was saved.</param>
/// <param name="Policy">What was saved; an empty one at first.</param>
/// <param name="UpdatedAt">Null before the first was saved.</param>
internal sealed record RolloutPolicyView(long Version, PolicyDraft Policy, DateTimeOffset? UpdatedAt);
