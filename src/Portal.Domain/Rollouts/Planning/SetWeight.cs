namespace Portal.Domain.Rollouts.Planning;

/// <summary>Gives the canary this share of the traffic, and the stable version the rest.</summary>
/// <param name="CanaryWeight">In percent.</param>
/// <param name="Header">Requests that go to the canary besides; null for none.</param>
public sealed record SetWeight(int CanaryWeight, HeaderMatch? Header = null) : RolloutAction;
