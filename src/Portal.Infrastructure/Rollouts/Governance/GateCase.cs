using Portal.Domain.Rollouts.Governance;

namespace Portal.Infrastructure.Rollouts.Governance;

/// <summary>A gate with everything that decides about it.</summary>
/// <param name="Gate">Its row.</param>
/// <param name="Rollout">The rollout that waits behind it.</param>
/// <param name="Terms">The stages and four eyes as they were when it was asked for.</param>
/// <param name="Facts">What <see cref="RolloutGate"/> judges by.</param>
public sealed record GateCase(RolloutGateRow Gate, RolloutRow Rollout, GovernancePolicy Terms, GateFacts Facts)
{
    /// <summary>Whether anything can still be decided.</summary>
    public bool IsWaiting => Gate.State == GateStanding.Waiting && Rollout.FinishedAt is null;
}
