namespace Portal.Domain.Rollouts.Planning;

/// <summary>Lets a deleted rollout go: nothing of others depends on it any more.</summary>
public sealed record Release : RolloutAction;
