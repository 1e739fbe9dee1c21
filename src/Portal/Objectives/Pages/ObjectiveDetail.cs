namespace Portal.Objectives.Pages;

/// <summary>Everything that an objective's page shows.</summary>
public sealed record ObjectiveDetail(
    ObjectiveView Row, IReadOnlyList<ObjectivePointView> History, IReadOnlyList<ViolationView> Violations, IReadOnlyList<ObjectiveAlertItem> Alerts, IReadOnlyList<HeldRolloutItem> Held);
