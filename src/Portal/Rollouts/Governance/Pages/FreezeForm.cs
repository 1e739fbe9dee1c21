using System.Globalization;
using Portal.Domain.Rollouts.Governance;

namespace Portal.Rollouts.Governance.Pages;

/// <summary>A freeze window while it is edited.</summary>
public sealed class FreezeForm
{
    public string Name { get; set; } = "";

    public bool Dated { get; set; }

    public HashSet<DayOfWeek> Days { get; } = [];

    public string From { get; set; } = "00:00";

    public string To { get; set; } = "24:00";

    public string TimeZone { get; set; } = "UTC";

    /// <summary>In UTC, as the browser's field has it.</summary>
    public DateTime? StartsAt { get; set; }

    /// <summary>In UTC, as the browser's field has it.</summary>
    public DateTime? EndsAt { get; set; }

    internal static FreezeForm Of(FreezeDraft draft)
    {
        var form = new FreezeForm
        {
            Name = draft.Name ?? "",
            Dated = draft.StartsAt is not null,
            From = draft.From ?? "00:00",
            To = draft.To ?? "24:00",
            TimeZone = draft.TimeZone ?? "UTC",
            StartsAt = draft.StartsAt?.UtcDateTime,
            EndsAt = draft.EndsAt?.UtcDateTime,
        };
        form.Days.UnionWith((draft.Days ?? []).Select(day => Enum.TryParse<DayOfWeek>(day, ignoreCase: true, out var found) ? found : DayOfWeek.Sunday));
        return form;
    }

    internal FreezeDraft Draft() => Dated
        ? new(Name.Trim(), null, null, null, null, Utc(StartsAt), Utc(EndsAt))
        : new(Name.Trim(), [.. Days.Order().Select(day => day.ToString().ToLower(CultureInfo.InvariantCulture))], From.Trim(), To.Trim(), TimeZone.Trim(), null, null);

    private static DateTimeOffset? Utc(DateTime? time) => time is { } at ? new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : null;
}
