namespace Portal.Objectives;

/// <summary>Who lets rollouts begin in spite of the objective.</summary>
public sealed record BudgetOverrideView(string By, string Reason, DateTimeOffset Until);
