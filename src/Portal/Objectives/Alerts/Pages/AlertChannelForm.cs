using System.Globalization;
using Portal.Domain.Objectives.Alerts;

namespace Portal.Objectives.Alerts.Pages;

/// <summary>A channel while it is edited.</summary>
public sealed class AlertChannelForm
{
    public string Name { get; set; } = "";

    public string Kind { get; init; } = "";

    public string Target { get; set; } = "";

    public string Secret { get; set; } = "";

    public string Severity { get; set; } = "warning";

    /// <summary>By class; what is not in it goes by <see cref="Severity"/>.</summary>
    public Dictionary<string, string> Exceptions { get; } = new(StringComparer.Ordinal);

    public bool HasQuietHours { get; set; }

    public string QuietFrom { get; set; } = "22:00";

    public string QuietUntil { get; set; } = "07:00";

    public string TimeZone { get; set; } = "UTC";

    public int? EscalateAfterMinutes { get; set; }

    public int? RepeatAfterMinutes { get; set; }

    public bool IsDisabled { get; init; }

    public static AlertChannelForm Of(AlertChannelView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var form = new AlertChannelForm
        {
            Name = view.Name,
            Kind = view.Kind,
            Target = view.Target,
            Severity = view.Severity,
            HasQuietHours = view.QuietFrom is not null,
            QuietFrom = view.QuietFrom ?? "22:00",
            QuietUntil = view.QuietUntil ?? "07:00",
            TimeZone = view.TimeZone,
            EscalateAfterMinutes = view.EscalateAfterMinutes,
            RepeatAfterMinutes = view.RepeatAfterMinutes,
            IsDisabled = view.DisabledAt is not null,
        };
        foreach (var (name, word) in view.Exceptions)
        {
            form.Exceptions[name] = word;
        }

        return form;
    }

    public AlertChannelRequest Create() => new(
        Name.Trim(), Kind, Given(Target), Given(Secret), Severity, HasQuietHours ? QuietFrom : null, HasQuietHours ? QuietUntil : null, TimeZone, EscalateAfterMinutes, Exceptions, RepeatAfterMinutes);

    public ChangeAlertChannelRequest Change() => new(
        Name.Trim(), Given(Target), Severity, HasQuietHours ? QuietFrom : null, HasQuietHours ? QuietUntil : null, TimeZone, EscalateAfterMinutes, Exceptions, RepeatAfterMinutes);

    /// <summary>What would be told by what the form says now.</summary>
    public AlertRoute Route()
    {
        AlertChannelCheck.TryWord<AlertSeverity>(Severity, out var severity);
        return new(severity)
        {
            Exceptions = AlertExceptionWords.Read(Exceptions),
            QuietHours = HasQuietHours && AlertChannelCheck.Minutes(QuietFrom) is { } from && AlertChannelCheck.Minutes(QuietUntil) is { } until
                && TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? new(from, until, zone) : null,
            EscalateAfterMinutes = EscalateAfterMinutes,
            RepeatAfterMinutes = RepeatAfterMinutes,
            IsDisabled = IsDisabled,
        };
    }

    /// <summary>Null is none.</summary>
    public static int? Minutes(object? typed) => int.TryParse(typed as string, NumberStyles.Integer, CultureInfo.InvariantCulture, out var minutes) ? minutes : null;

    private static string? Given(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
