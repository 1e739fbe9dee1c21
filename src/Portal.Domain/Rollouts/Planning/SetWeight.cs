namespace Portal.Domain.Rollouts.Planning;

/// <summary>Gives the canary this share of the traffic, and the stable version the rest.</summary>
public sealed record SetWeight(int CanaryWeight) : RolloutAction;
