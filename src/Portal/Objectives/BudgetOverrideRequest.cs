namespace Portal.Objectives;

/// <param name="Reason">Why it cannot wait; at most 500 characters.</param>
/// <param name="Until">Within 7 days.</param>
internal sealed record BudgetOverrideRequest(string? Reason, DateTimeOffset? Until);
