namespace Portal.Domain.Rollouts.Planning;

/// <summary>What a timeline entry is about.</summary>
public enum RolloutEventKind
{
    Started,
    CanaryReady,
    WeightAccepted,
    StepStarted,
    AwaitingApproval,
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
