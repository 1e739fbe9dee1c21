namespace Portal.Domain.Rollouts.Planning;

/// <summary>Takes up a revision, whatever was going on before.</summary>
internal static class Beginning
{
    public static void NewRevision(PlanDraft draft)
    {
        var target = draft.Spec.Target;
        var before = draft.Status;
        if (target.Hash == before.Stable?.Hash)
        {
            ReturnToStable(draft, target);
            return;
        }

        var history = before.Target is { } old && !before.Phase.IsTerminal()
            ? Ending.Remember(before.History, new RolloutHistoryEntry(old, RolloutPhase.Aborted, draft.Now, $"Replaced by version {target.Version}."))
            : before.History;
        Start(draft, target, attempt: 0, history);
        draft.Status = draft.Status with { SkipsSteps = WasLiveLately(draft, target) };
    }

    public static void Again(PlanDraft draft)
    {
        var retry = draft.Spec.Retry!; // The caller has checked it.
        Start(draft, draft.Spec.Target, draft.Status.Attempt + 1, draft.Status.History);
        draft.Status = draft.Status with { RetryHandled = RetryKey(retry) };
    }

    public static string RetryKey(RolloutCommand retry) => $"{retry.Revision}/{retry.By}/{retry.Id}";

    private static void Start(PlanDraft draft, RevisionRef target, int attempt, IReadOnlyList<RolloutHistoryEntry> history)
    {
        var before = draft.Status;
        draft.Status = new RolloutStatus
        {
            Phase = RolloutPhase.Pending,
            Target = target,
            Attempt = attempt,
            Stable = before.Stable,
            Canary = before.Canary,
            Weights = before.Weights,
            StepCount = draft.Steps.Count,
            StartedAt = draft.Now,
            ProgressDeadlineAt = draft.Now + draft.Spec.ProgressDeadline,
            RetryHandled = before.RetryHandled,
            History = history,
            Timeline = attempt == 0 ? [] : before.Timeline,
            Message = $"Preparing version {target.Version}.",
        };
        draft.Tell(RolloutEventKind.Started, before.Stable is { } stable
            ? $"Rolling out version {target.Version} beside {stable.Version}: {string.Join(", ", draft.Steps.Select(step => step.Describe()))}."
            : $"Installing version {target.Version}.");
        draft.LookAgainIn = TimeSpan.Zero;
    }

    /// <summary>It was live among the last ones that were, as far back as the spec says.</summary>
    private static bool WasLiveLately(PlanDraft draft, RevisionRef target) => draft.Status.History
        .Where(entry => entry.Phase == RolloutPhase.Completed && entry.Revision.Hash != draft.Status.Stable?.Hash)
        .Select(entry => entry.Revision.Hash)
        .Reverse()
        .Distinct()
        .Take(draft.Spec.Rollback.RecentRevisions)
        .Contains(target.Hash);

    /// <summary>The wanted version is the one that users already have: no steps, straight back.</summary>
    private static void ReturnToStable(PlanDraft draft, RevisionRef target)
    {
        var underWay = !draft.Status.Phase.IsTerminal();
        draft.Status = draft.Status with { Target = target, Attempt = 0, Verdict = RolloutVerdict.None, Evidence = null };
        if (underWay)
        {
            Retreat.Begin(draft, RolloutPhase.RolledBack, $"Returned to version {target.Version} as asked.");
            return;
        }

        Ending.Conclude(draft, RolloutPhase.Completed, RolloutEventKind.Completed, $"Version {target.Version} stays live.");
    }
}
