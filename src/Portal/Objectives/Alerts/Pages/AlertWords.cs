using System.Globalization;
using Portal.Components;
using Portal.Domain.Objectives.Alerts;

namespace Portal.Objectives.Alerts.Pages;

/// <summary>Alerts, channels and routing in words.</summary>
internal static class AlertWords
{
    public static IReadOnlyList<string> Severities { get; } = ["info", "warning", "error", "critical"];

    public static string What(string @class) => @class switch
    {
        AlertClass.Rollback => "Rolled back",
        AlertClass.PromotionFailed => "Rollout failed or stuck",
        AlertClass.NoData => "Cannot be measured",
        AlertClass.Approval => "Waits for approval",
        AlertClass.Aborted => "Aborted",
        AlertClass.BurnPage => "Error budget burns fast",
        AlertClass.BurnTicket => "Error budget burns slowly",
        AlertClass.BudgetTight => "Error budget nearly spent",
        AlertClass.BudgetExhausted => "Error budget spent",
        AlertClass.BreakerOpen => "Breaker open",
        AlertClass.Remediation => "Remediation did not help",
        AlertClass.Test => "Test",
        _ => @class,
    };

    public static string Severity(string severity) => severity switch
    {
        "info" => "Information",
        "warning" => "Warning",
        "error" => "Error",
        _ => "Critical",
    };

    public static Tone SeverityTone(string severity) => severity switch
    {
        "info" => Tone.Info,
        "warning" => Tone.Warning,
        _ => Tone.Danger,
    };

    public static (string Text, Tone Tone) State(AlertView alert) => alert switch
    {
        { ResolvedAt: not null } => ("Resolved", Tone.Success),
        { AcknowledgedAt: not null } => ("Acknowledged", Tone.Info),
        _ => ("Open", Tone.Warning),
    };

    public static (string Text, Tone Tone) Outcome(AlertDeliveryView sent) => sent switch
    {
        { DeliveredAt: not null } => ("Delivered", Tone.Success),
        { Error: not null } => ("Failed", Tone.Danger),
        { Held: not null } => ("Waits", Tone.Neutral),
        _ => ("On its way", Tone.Info),
    };

    /// <summary>What became of a message, in a sentence.</summary>
    public static string Attempts(AlertDeliveryView sent) => sent switch
    {
        { DeliveredAt: { } at, Attempts: <= 1 } => $"at {TimeWords.Exact(at)}",
        { DeliveredAt: { } at } => string.Create(CultureInfo.InvariantCulture, $"at {TimeWords.Exact(at)}, after {sent.Attempts} attempts"),
        { Error: { } error } => string.Create(CultureInfo.InvariantCulture, $"{sent.Attempts} {(sent.Attempts == 1 ? "attempt" : "attempts")}: {error}"),
        { Held: "quiet", DueAt: { } due } => $"until {TimeWords.Exact(due)}, when quiet hours are over; not sent if it is resolved before",
        { Held: "escalation", DueAt: { } due } => $"until {TimeWords.Exact(due)}; not sent if somebody acknowledges it before",
        { Held: "repeat", DueAt: { } due } => $"until {TimeWords.Exact(due)}, because it was told the same before; not sent if it is over by then",
        _ => "not tried yet",
    };

    /// <summary>How many channels know, for a cell of a table.</summary>
    public static string Told(AlertView alert)
    {
        var begun = alert.Deliveries.Where(sent => sent.Action == "trigger").ToList();
        var told = begun.Count(sent => sent.DeliveredAt is not null);
        return begun.Count == 0 ? "No channel" : string.Create(CultureInfo.InvariantCulture, $"{told} of {begun.Count} {(begun.Count == 1 ? "channel" : "channels")}");
    }

    /// <summary>What a channel is told of.</summary>
    public static string Routing(AlertChannelView channel)
    {
        var never = channel.Exceptions.Where(pair => pair.Value == "never").Select(pair => What(pair.Key).ToLowerInvariant()).ToList();
        var other = channel.Exceptions.Where(pair => pair.Value != "never").Select(pair => $"{What(pair.Key).ToLowerInvariant()} from {pair.Value} on").ToList();
        IEnumerable<string> parts =
        [
            $"Told of everything from {channel.Severity} on",
            .. never.Count == 0 ? [] : (string[])[$"never of: {string.Join(", ", never)}"],
            .. other.Count == 0 ? [] : (string[])[$"but of: {string.Join(", ", other)}"],
            .. channel.EscalateAfterMinutes is { } minutes ? (string[])[$"{minutes.ToString(CultureInfo.InvariantCulture)} min after nobody acknowledged"] : [],
            .. channel.QuietFrom is null ? [] : (string[])[$"quiet {channel.QuietFrom}–{channel.QuietUntil} {channel.TimeZone}"],
            .. channel.RepeatAfterMinutes is { } pause ? (string[])[$"the same at most every {pause.ToString(CultureInfo.InvariantCulture)} min"] : [],
        ];
        return string.Join("; ", parts) + ".";
    }
}
