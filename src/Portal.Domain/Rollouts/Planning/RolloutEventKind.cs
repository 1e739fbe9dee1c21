namespace Portal.Domain.Rollouts.Planning;

/// <summary>What a timeline entry is about.</summary>
public enum RolloutEventKind
{
    Started,
    Queued,
    CanaryReady,
    WeightAccepted,
    StepStarted,
    AwaitingApproval,

    /// <summary>Nobody has approved, and a fifth of the time for it is left.</summary>
    ApprovalDue,
    Approved,
    Paused,
    Resumed,
    NoData,
    DataReturned,
    RouteDrift,
    Stalled,
    Promoting,
    Completed,
    RollingBack,
    RolledBack,
    Aborted,
    Failed,
}
