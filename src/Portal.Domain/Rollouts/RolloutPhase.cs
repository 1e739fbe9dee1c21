namespace Portal.Domain.Rollouts;

/// <summary>Where a rollout is. The same words stand in the custom resource, in the table and on the page.</summary>
public enum RolloutPhase
{
    Pending,
    Progressing,
    Paused,
    AwaitingApproval,
    Promoting,
    Completed,
    RollingBack,
    RolledBack,
    Aborted,
    Failed,
}
