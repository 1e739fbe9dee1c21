namespace Portal.Domain.Rollouts.Planning;

/// <summary>Makes an adopted route what it was before the rollout changed it.</summary>
public sealed record RestoreRoute : RolloutAction;
