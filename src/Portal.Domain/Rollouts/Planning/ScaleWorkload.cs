namespace Portal.Domain.Rollouts.Planning;

/// <summary>Changes how many pods an arm has, and nothing else.</summary>
public sealed record ScaleWorkload(Arm Arm, int Replicas) : RolloutAction;
