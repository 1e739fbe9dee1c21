namespace Portal.Domain.Objectives;

/// <summary>Somebody lets a new version start although the budget says no.</summary>
public sealed record BudgetOverride(string By, string Why, DateTimeOffset Until);
