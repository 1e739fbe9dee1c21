namespace Portal.Objectives.Pages;

/// <summary>One alert about an objective, and to how many channels it got.</summary>
public sealed record ObjectiveAlertItem(
    string Id, string Title, string Severity, DateTimeOffset At, string? AcknowledgedBy, DateTimeOffset? ResolvedAt, int Delivered, int Messages);
