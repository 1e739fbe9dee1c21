using System.Globalization;
using Portal.Domain.Rollouts.Freezing;

namespace Portal.Domain.Rollouts.Governance;

/// <summary>Makes freeze windows of drafts, or names every field that breaks a rule.</summary>
internal static class FreezeRules
{
    private const int Most = 20;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static IReadOnlyList<FreezeWindow> Check(IReadOnlyList<FreezeDraft?> drafts, List<FieldError> faults)
    {
        if (drafts.Count > Most)
        {
            faults.Add(new("/freezeWindows", drafts.Count.ToString(CultureInfo.InvariantCulture), "A policy has at most 20 freeze windows."));
            return [];
        }

        return [.. drafts.Select((draft, i) => Window(draft, string.Create(CultureInfo.InvariantCulture, $"/freezeWindows/{i}"), faults)).OfType<FreezeWindow>()];
    }

    private static FreezeWindow? Window(FreezeDraft? draft, string at, List<FieldError> faults)
    {
        var before = faults.Count;
        if (FieldText.Check(at + "/name", draft?.Name, "A window's name", 60) is { } fault)
        {
            faults.Add(fault);
        }

        if (draft is null)
        {
            return null;
        }

        if (draft.StartsAt is null && draft.EndsAt is null)
        {
            return Weekly(draft, at, faults, before);
        }

        if (draft.Days is not null || draft.From is not null || draft.To is not null)
        {
            faults.Add(new(at + "/days", "", "A window is either weekly (days, from, to) or dated (startsAt, endsAt), not both."));
        }

        if (draft.StartsAt is not { } starts || draft.EndsAt is not { } ends || ends <= starts || ends - starts > Longest)
        {
            faults.Add(new(at + "/endsAt", draft.EndsAt?.ToString("O", CultureInfo.InvariantCulture) ?? "", "A dated window ends after it starts, within 366 days."));
            return null;
        }

        return faults.Count > before ? null : new(draft.Name!.Trim(), new DatedFreeze(starts.UtcDateTime, ends.UtcDateTime, TimeZoneInfo.Utc));
    }

    private static FreezeWindow? Weekly(FreezeDraft draft, string at, List<FieldError> faults, int before)
    {
        var days = new List<DayOfWeek>();
        foreach (var text in draft.Days ?? [])
        {
            if (!Enum.TryParse<DayOfWeek>(text, ignoreCase: true, out var day) || !Enum.IsDefined(day) || !char.IsLetter(text![0]))
            {
                faults.Add(new(at + "/days", FieldText.Excerpt(text), "A day is monday, tuesday, wednesday, thursday, friday, saturday or sunday."));
                continue;
            }

            days.Add(day);
        }

        if (draft.Days is null or { Count: 0 })
        {
            faults.Add(new(at + "/days", "", "A weekly window needs at least one day; a dated one needs startsAt and endsAt."));
        }

        var (from, to) = (Clock(draft.From, at + "/from", faults), Clock(draft.To, at + "/to", faults));
        if (from >= to)
        {
            faults.Add(new(at + "/to", FieldText.Excerpt(draft.To), "A window ends later on the same day than it begins, at 24:00 at the latest; one over midnight is two windows."));
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(draft.TimeZone ?? "UTC", out var zone))
        {
            faults.Add(new(at + "/timeZone", FieldText.Excerpt(draft.TimeZone), "The time zone is not known; names are IANA's, e.g. Europe/Berlin."));
        }

        return faults.Count > before ? null : new(draft.Name!.Trim(), new WeeklyFreeze([.. days.Distinct()], TimeOfDay(from!.Value), TimeOfDay(to!.Value), zone!));
    }

    // The end of a day is the beginning of the next.
    private static TimeOnly TimeOfDay(TimeSpan clock) => TimeOnly.FromTimeSpan(clock.Days == 1 ? TimeSpan.Zero : clock);

    private static TimeSpan? Clock(string? text, string at, List<FieldError> faults)
    {
        if (text == "24:00")
        {
            return TimeSpan.FromHours(24);
        }

        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
        {
            return clock.ToTimeSpan();
        }

        faults.Add(new(at, FieldText.Excerpt(text), "A time of day is written as hours and minutes, 00:00 to 24:00."));
        return null;
    }
}
