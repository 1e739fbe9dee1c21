namespace Portal.Domain.Rollouts;

/// <summary>
/// Everything the planner remembers between two looks. It lives in the custom resource's status, so that any replica
/// can go on where another one stopped: there are absolute times in it and no durations.
/// </summary>
public sealed record RolloutStatus
{
    public const int HistoryLimit = 10;

    /// <summary>How many of the latest timeline entries are kept here; the portal's database keeps them all.</summary>
    public const int TimelineLimit = 20;

    public RolloutPhase Phase { get; init; } = RolloutPhase.Pending;

    /// <summary>The revision being rolled out, or the last one that was.</summary>
    public RevisionRef? Target { get; init; }

    /// <summary>Counts retries of one revision. Measurements of an earlier attempt do not count.</summary>
    public int Attempt { get; init; }

    /// <summary>The version that users fall back to; null until a first one has gone live.</summary>
    public RevisionRef? Stable { get; init; }

    /// <summary>The version beside it while a rollout runs.</summary>
    public RevisionRef? Canary { get; init; }

    public int StepIndex { get; init; }

    /// <summary>How many steps the strategy had when this step began: a changed list starts again from the first.</summary>
    public int StepCount { get; init; }

    public DateTimeOffset? StepStartedAt { get; init; }

    public RolloutWeights Weights { get; init; } = new(0);

    public RolloutVerdict Verdict { get; init; }

    public string Message { get; init; } = "";

    public RolloutEvidence? Evidence { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public DateTimeOffset? ProgressDeadlineAt { get; init; }

    public DateTimeOffset? NoDataDeadlineAt { get; init; }

    /// <summary>When the pods that traffic has left may go.</summary>
    public DateTimeOffset? DrainUntil { get; init; }

    /// <summary>When the pods of a version that failed go, which were kept to be looked at.</summary>
    public DateTimeOffset? KeepCanaryUntil { get; init; }

    /// <summary>Until when a freeze window holds it.</summary>
    public DateTimeOffset? FrozenUntil { get; init; }

    /// <summary>The override of a freeze window that has been told.</summary>
    public string? FreezeOverride { get; init; }

    /// <summary>Why it does not begin, as the plugin's objectives say.</summary>
    public string? BudgetHold { get; init; }

    /// <summary>The last override of the objectives that was told.</summary>
    public string? BudgetOverride { get; init; }

    /// <summary>Where it stands among those that wait until others have ended; null when it does not wait for that.</summary>
    public int? QueuePlace { get; init; }

    /// <summary>This version was live lately: it goes live again without its steps.</summary>
    public bool SkipsSteps { get; init; }

    /// <summary>Since when it has been held where it is, because its tenant is not served.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>How the roll-back under way will be recorded.</summary>
    public RolloutPhase? Outcome { get; init; }

    /// <summary>Why the roll-back under way began.</summary>
    public string? Reason { get; init; }

    /// <summary>The last retry that was obeyed.</summary>
    public string? RetryHandled { get; init; }

    /// <summary>Something holds the rollout that it cannot clear by itself.</summary>
    public bool Stalled { get; init; }

    public IReadOnlyList<RolloutHistoryEntry> History { get; init; } = [];

    /// <summary>The latest entries of the current revision's timeline.</summary>
    public IReadOnlyList<RolloutTimelineEntry> Timeline { get; init; } = [];

    /// <summary>The new version's share of the traffic, whichever service it answers behind.</summary>
    public int Share => Phase switch
    {
        RolloutPhase.Completed => 100,
        RolloutPhase.Promoting when Stable?.Hash == Target?.Hash => 100,
        _ => Weights.Accepted ?? 0,
    };
}
