using Portal.Domain.Remediations;
using Portal.Domain.Rollouts;

namespace Portal.Infrastructure.Remediations;

/// <summary>A PluginRollout as one look saw it, with all that is wrong with it; nothing, when it is well.</summary>
/// <param name="Object">Namespace and name.</param>
/// <param name="Uid">Of the object.</param>
/// <param name="Rollout">The portal's row; null for one that it has none of.</param>
/// <param name="Findings">What is wrong.</param>
public sealed record SeenObject(string Object, string Uid, RolloutId? Rollout, IReadOnlyList<Finding> Findings);
