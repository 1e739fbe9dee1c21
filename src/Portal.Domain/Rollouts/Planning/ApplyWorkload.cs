namespace Portal.Domain.Rollouts.Planning;

/// <summary>Makes an arm's Deployment and Service as the spec's pod template says.</summary>
public sealed record ApplyWorkload(Arm Arm, int Replicas) : RolloutAction;
