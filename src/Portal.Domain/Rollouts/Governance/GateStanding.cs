namespace Portal.Domain.Rollouts.Governance;

/// <summary>What became of a gate. What a waiting one waits for, <see cref="RolloutGate"/> says.</summary>
public enum GateStanding
{
    Waiting,

    /// <summary>The rollout was started.</summary>
    Open,

    /// <summary>The rollout ended without having begun.</summary>
    Closed,
}
