namespace Portal.Domain.Rollouts;

/// <summary>Questions about a phase that more than one process asks.</summary>
public static class RolloutPhases
{
    /// <summary>True when the rollout has ended, for better or worse, and only a new revision or a retry starts it again.</summary>
    public static bool IsTerminal(this RolloutPhase phase) =>
        phase is RolloutPhase.Completed or RolloutPhase.RolledBack or RolloutPhase.Aborted or RolloutPhase.Failed;

    /// <summary>True when the rollout has ended without its version taking the traffic.</summary>
    public static bool IsUnsuccessful(this RolloutPhase phase) => phase.IsTerminal() && phase != RolloutPhase.Completed;
}
