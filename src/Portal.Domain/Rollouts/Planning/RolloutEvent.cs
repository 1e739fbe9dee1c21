namespace Portal.Domain.Rollouts.Planning;

/// <summary>One entry of a rollout's timeline. <paramref name="Key"/> names the transition, so that a repeated one is told once.</summary>
public sealed record RolloutEvent(RolloutEventKind Kind, string Message, string Key);
