namespace Portal.Objectives;

/// <summary>How the budget stood at one time; shares of 1, burn over the hour before.</summary>
public sealed record ObjectivePointView(DateTimeOffset At, double BudgetLeft, double? Good, double Burn);
