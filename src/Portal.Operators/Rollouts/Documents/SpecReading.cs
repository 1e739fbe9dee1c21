using Portal.Domain.Rollouts;

namespace Portal.Operators.Rollouts.Documents;

/// <summary>A spec that was read, or what is wrong with it.</summary>
internal sealed record SpecReading(RolloutSpec? Spec, IReadOnlyList<StrategyProblem> Problems);
