using Portal.Domain.Rollouts;

namespace Portal.Domain.Remediations.Detection;

/// <summary>One rollout as the operator sees it in one look: all that findings are made of.</summary>
public sealed record RolloutSight
{
    public required RolloutPhase Phase { get; init; }

    /// <summary>The version that is rolled out, or was.</summary>
    public required string TargetVersion { get; init; }

    /// <summary>The version that users have; null before the first.</summary>
    public string? StableVersion { get; init; }

    /// <summary>The last version before that one that went live, of those that are remembered.</summary>
    public string? LastGoodVersion { get; init; }

    /// <summary>It is held by intention: a pause, an approval, a freeze, objectives, a tenant that is not served.</summary>
    public bool IsHeld { get; init; }

    public IReadOnlyList<PodSight> Pods { get; init; } = [];

    /// <summary>Null when nobody looked, or there is none.</summary>
    public RouteSight? Route { get; init; }

    public IReadOnlyList<QuotaRefusal> Refusals { get; init; } = [];

    public IReadOnlyList<CredentialSight> Credentials { get; init; } = [];

    /// <summary>When something last went on: a step, an accepted weight, an entry of the timeline.</summary>
    public DateTimeOffset? ProgressedAt { get; init; }

    /// <summary>When the planner itself turns back for want of progress; null when nothing runs.</summary>
    public DateTimeOffset? ProgressDeadlineAt { get; init; }

    public TimeSpan ProgressDeadline { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Since when the operator has not seen what is wanted; null when it has.</summary>
    public DateTimeOffset? BehindSince { get; init; }
}
