namespace Portal.Domain.Rollouts.Planning;

/// <summary>A plan while it is being made: the inputs, and what has been decided so far.</summary>
internal sealed class PlanDraft(RolloutSpec spec, RolloutStatus status, ObservedState observed, RolloutReport? report, DateTimeOffset now)
{
    private readonly List<RolloutAction> _actions = [];
    private readonly List<RolloutTimelineEntry> _told = [];

    public RolloutSpec Spec { get; } = spec;

    public RolloutStatus Status { get; set; } = status;

    public ObservedState Observed { get; } = observed;

    public RolloutReport? Report { get; } = report;

    public DateTimeOffset Now { get; } = now;

    /// <summary>The next look, if no watch event comes before it. Null when there is nothing to wait for.</summary>
    public TimeSpan? LookAgainIn { get; set; }

    public IReadOnlyList<RolloutStep> Steps => Spec.Strategy.Steps;

    /// <summary>The stable Deployment already asks for the new version: from here there is nothing to roll back to.</summary>
    public bool StableIsTarget => Observed.Stable is { } stable && stable.Revision.Hash == Status.Target?.Hash;

    /// <summary>Its pods are being replaced: the promotion is finished before anything else begins.</summary>
    public bool CannotTurn => Status.Phase == RolloutPhase.Promoting && StableIsTarget;

    /// <summary>How many pods the stable version is to have; what somebody else scales it to where the spec leaves it to them.</summary>
    public int Replicas => Spec.Replicas ?? Math.Max(1, Observed.Stable?.Replicas ?? 1);

    public string TargetVersion => Status.Target?.Version ?? Spec.Target.Version;

    public string StableVersion => Status.Stable?.Version ?? "the previous version";

    public void Do(RolloutAction action) => _actions.Add(action);

    public void Tell(RolloutEventKind kind, string message)
    {
        var last = Status.Timeline.Count == 0 ? 0 : Status.Timeline[^1].Sequence;
        var entry = new RolloutTimelineEntry(last + 1, Now, kind.ToString(), message, Status.Share);
        _told.Add(entry);
        Status = Status with { Timeline = [.. Status.Timeline.Append(entry).TakeLast(RolloutStatus.TimelineLimit)] };
    }

    public void Hold(string message) => Status = Status with { Message = message };

    public bool IsAsked(RolloutCommand? command) => command is not null && command.Revision == Status.Target?.Hash;

    public RolloutPlan Finish() => new(_actions, Status, _told, LookAgainIn);
}
