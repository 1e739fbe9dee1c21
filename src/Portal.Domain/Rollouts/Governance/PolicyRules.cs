using System.Globalization;

namespace Portal.Domain.Rollouts.Governance;

/// <summary>Makes a policy of a draft, or names every field that breaks a rule.</summary>
public static class PolicyRules
{
    public const int MostStages = 5;
    private const int MostGroups = 10;
    private const int MostPlugins = 100;
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public static Result<GovernancePolicy> Check(PolicyDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var faults = new List<FieldError>();
        var stages = Stages(draft.Stages ?? [], faults);
        var freezes = FreezeRules.Check(draft.FreezeWindows ?? [], faults);
        var plugins = Names(draft.Plugins ?? [], "/plugins", "plugins", MostPlugins, faults);
        return faults.Count > 0
            ? new InvalidFields(faults)
            : new GovernancePolicy { Stages = stages, FourEyes = draft.FourEyes ?? true, Freezes = freezes, Plugins = plugins };
    }

    private static List<ApprovalStage> Stages(IReadOnlyList<StageDraft?> drafts, List<FieldError> faults)
    {
        if (drafts.Count > MostStages)
        {
            faults.Add(new("/stages", Whole(drafts.Count), $"A policy has at most {Whole(MostStages)} stages; this one has {Whole(drafts.Count)}."));
            return [];
        }

        var stages = new List<ApprovalStage>();
        for (var i = 0; i < drafts.Count; i++)
        {
            var stage = Stage(drafts[i] ?? new(null, null, null, null, null, null), string.Create(CultureInfo.InvariantCulture, $"/stages/{i}"), faults);
            if (stages.Exists(other => string.Equals(other.Name, stage.Name, StringComparison.OrdinalIgnoreCase)))
            {
                faults.Add(new($"/stages/{Whole(i)}/name", FieldText.Excerpt(stage.Name), "Two stages have this name; decisions could not be told apart."));
            }

            stages.Add(stage);
        }

        return stages;
    }

    private static ApprovalStage Stage(StageDraft draft, string at, List<FieldError> faults)
    {
        if (FieldText.Check(at + "/name", draft.Name, "A stage's name", 60) is { } fault)
        {
            faults.Add(fault);
        }

        var groups = Names(draft.Groups ?? [], at + "/groups", "groups", MostGroups, faults);
        if (draft.Groups is null or { Count: 0 })
        {
            faults.Add(new(at + "/groups", "", "A stage needs at least one group whose members may decide."));
        }

        return new(
            draft.Name?.Trim() ?? "",
            groups,
            Between(draft.Required ?? 1, 1, 5, at + "/required", "The number of approvals", faults),
            Between(draft.FromRisk ?? 0, 0, 100, at + "/fromRisk", "The risk", faults),
            Deadline(draft.Deadline, at + "/deadline", faults),
            OnDeadline(draft.OnDeadline, at + "/onDeadline", faults));
    }

    private static TimeSpan Deadline(string? text, string at, List<FieldError> faults)
    {
        if (text is null)
        {
            return TimeSpan.FromHours(24);
        }

        if (!DurationText.TryParse(text, out var deadline) || deadline < Shortest || deadline > Longest)
        {
            faults.Add(new(at, FieldText.Excerpt(text), "A deadline is an ISO 8601 duration from PT5M to P30D, e.g. PT24H."));
        }

        return deadline;
    }

    private static DeadlineAction OnDeadline(string? text, string at, List<FieldError> faults)
    {
        if (text is null or "abort" or "hold")
        {
            return text == "hold" ? DeadlineAction.Hold : DeadlineAction.Abort;
        }

        faults.Add(new(at, FieldText.Excerpt(text), "What happens at the deadline is abort or hold."));
        return DeadlineAction.Abort;
    }

    private static int Between(int value, int least, int most, string at, string what, List<FieldError> faults)
    {
        if (value < least || value > most)
        {
            faults.Add(new(at, Whole(value), $"{what} is from {Whole(least)} to {Whole(most)}."));
        }

        return value;
    }

    private static List<string> Names(IReadOnlyList<string?> names, string at, string what, int most, List<FieldError> faults)
    {
        if (names.Count > most)
        {
            faults.Add(new(at, Whole(names.Count), $"At most {Whole(most)} {what} are allowed; these are {Whole(names.Count)}."));
        }

        for (var i = 0; i < Math.Min(names.Count, most); i++)
        {
            if (FieldText.Check($"{at}/{Whole(i)}", names[i], "A name", 100) is { } fault)
            {
                faults.Add(fault);
            }
        }

        return [.. names.OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
