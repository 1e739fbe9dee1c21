namespace Portal.Domain.Rollouts.Planning;

/// <summary>The two sides of a rollout.</summary>
public enum Arm
{
    Stable,
    Canary,
}
