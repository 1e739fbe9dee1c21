namespace Portal.Domain.Rollouts.Planning;

/// <summary>Gives the stable Deployment the pod template back that a rolling update has kept.</summary>
public sealed record RestoreTemplate(int Replicas) : RolloutAction;
