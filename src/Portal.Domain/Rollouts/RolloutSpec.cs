using Portal.Domain.Objectives;
using Portal.Domain.Rollouts.Freezing;

namespace Portal.Domain.Rollouts;

/// <summary>What is wanted of a rollout: the readable form of the custom resource's spec.</summary>
public sealed record RolloutSpec
{
    public required string Plugin { get; init; }

    /// <summary>The wanted version, with the hash over everything that changes its pods.</summary>
    public required RevisionRef Target { get; init; }

    /// <summary>How many pods the stable version has.</summary>
    /// <value>Null leaves that to somebody else, such as a HorizontalPodAutoscaler: it is read, never written.</value>
    public int? Replicas { get; init; } = 1;

    public RolloutStrategy Strategy { get; init; } = RolloutStrategy.Default;

    public TrafficKind Traffic { get; init; }

    /// <summary>What splits the traffic, as people would name it in a sentence.</summary>
    public string TrafficObject { get; init; } = "route";

    public RollbackSettings Rollback { get; init; } = RollbackSettings.Default;

    public IReadOnlyList<FreezeWindow> FreezeWindows { get; init; } = [];

    public BudgetOverride? BudgetOverride { get; init; }

    public FreezeOverride? FreezeOverride { get; init; }

    public AnalysisSettings Analysis { get; init; } = AnalysisSettings.Default;

    /// <summary>How long a step may take beyond its own duration.</summary>
    /// <value>The default is 10 minutes.</value>
    public TimeSpan ProgressDeadline { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long pods keep running after traffic has left them.</summary>
    /// <value>The default is 3 seconds.</value>
    public TimeSpan DrainDelay { get; init; } = TimeSpan.FromSeconds(3);

    public bool Paused { get; init; }

    /// <summary>When somebody asked for its deletion; null while it is wanted.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Somebody gave up on restoring what was changed of others: let it go as it is.</summary>
    public bool SkipsRestore { get; init; }

    public IReadOnlyList<RolloutApproval> Approvals { get; init; } = [];

    public RolloutCommand? Promote { get; init; }

    public RolloutCommand? Abort { get; init; }

    public RolloutCommand? Retry { get; init; }
}
