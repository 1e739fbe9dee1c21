using Portal.Domain.Access;

namespace Portal.Domain.Rollouts.Governance;

/// <summary>Somebody who may decide in another's place now.</summary>
/// <param name="From">In whose place.</param>
/// <param name="Groups">The groups that this one is in, by name.</param>
public sealed record Delegation(MemberId From, IReadOnlyList<string> Groups);
