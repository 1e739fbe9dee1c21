using Portal.Domain.Rollouts.Freezing;

namespace Portal.Domain.Rollouts.Planning;

/// <summary>Freeze windows: no rollout begins in one and none gets more traffic. What is asked for is going back is never asked here.</summary>
internal static class Freeze
{
    private static readonly TimeSpan LookAtLeastEvery = TimeSpan.FromMinutes(1);

    /// <summary>True when the plan must wait for the end of a window.</summary>
    public static bool Holds(PlanDraft draft)
    {
        if (FreezeCalendar.Find(draft.Spec.FreezeWindows, draft.Now) is not var (name, end))
        {
            GoOn(draft, "The freeze window is over.");
            return false;
        }

        if (draft.Spec.FreezeOverride is { } given && given.Until > draft.Now)
        {
            Override(draft, given, name);
            return false;
        }

        Wait(draft, name, end);
        return true;
    }

    private static void Wait(PlanDraft draft, string name, DateTimeOffset end)
    {
        var words = $"Held by the freeze window {name} until {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC.";
        if (draft.Status.FrozenUntil is null)
        {
            draft.Tell(RolloutEventKind.Paused, words);
        }

        // It is held by intention: no deadline runs meanwhile.
        draft.Status = draft.Status with { FrozenUntil = end, QueuePlace = null, ProgressDeadlineAt = null, Message = words };
        var rest = end - draft.Now;
        draft.LookAgainIn = rest < LookAtLeastEvery ? rest : LookAtLeastEvery;
    }

    private static void Override(PlanDraft draft, FreezeOverride given, string name)
    {
        var mark = $"{given.By}/{given.Until:O}";
        if (draft.Status.FreezeOverride != mark)
        {
            draft.Tell(RolloutEventKind.Resumed, $"{given.By} overrides the freeze window {name}: {given.Why}");
            draft.Status = draft.Status with { FreezeOverride = mark };
        }

        Thaw(draft);
    }

    private static void GoOn(PlanDraft draft, string words)
    {
        if (draft.Status.FrozenUntil is not null)
        {
            draft.Tell(RolloutEventKind.Resumed, words);
            Thaw(draft);
        }
    }

    private static void Thaw(PlanDraft draft)
    {
        if (draft.Status.FrozenUntil is not null)
        {
            draft.Status = draft.Status with { FrozenUntil = null, ProgressDeadlineAt = draft.Now + draft.Spec.ProgressDeadline };
        }
    }
}
