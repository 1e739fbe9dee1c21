namespace Portal.Operators.Rollouts.Metrics.Settings;

/// <summary>A Secret in the rollout's namespace. What it holds is read when it is needed and kept nowhere.</summary>
/// <param name="Name">Of the Secret.</param>
internal sealed record SecretRef(string Name);
