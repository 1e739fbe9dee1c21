namespace Portal.Objectives.Alerts;

/// <summary>All of a channel but its kind, which stays, and its secret, which has a route of its own.</summary>
/// <param name="Name">For people.</param>
/// <param name="Target">As in <see cref="AlertChannelRequest"/>.</param>
/// <param name="Severity">The least that it is told of; warning when absent.</param>
/// <param name="QuietFrom">HH:mm; absent is never quiet.</param>
/// <param name="TimeZone">An IANA name, UTC when absent.</param>
/// <param name="EscalateAfterMinutes">Absent is told at once.</param>
/// <param name="Exceptions">By class of alert: the least severity, or never.</param>
/// <param name="RepeatAfterMinutes">Absent is told each time.</param>
public sealed record ChangeAlertChannelRequest(
    string? Name, string? Target, string? Severity, string? QuietFrom, string? QuietUntil, string? TimeZone, int? EscalateAfterMinutes,
    IReadOnlyDictionary<string, string>? Exceptions = null, int? RepeatAfterMinutes = null);
