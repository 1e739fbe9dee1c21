namespace Portal.Domain.Rollouts.Planning;

/// <summary>
/// Gives the stable Deployment the canary Deployment's pod template: what was proved is what becomes stable,
/// even when the spec has moved on in the meantime.
/// </summary>
public sealed record CopyCanaryToStable(int Replicas) : RolloutAction;
