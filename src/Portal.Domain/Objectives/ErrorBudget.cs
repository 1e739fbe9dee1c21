namespace Portal.Domain.Objectives;

/// <summary>Arithmetic of budgets. A service without events has burnt nothing.</summary>
public static class ErrorBudget
{
    /// <summary>With this much left, and less, a person should look before each change.</summary>
    public const double Tight = 0.25;

    /// <summary>How many times faster than the budget allows: 1 spends all of it in exactly the period.</summary>
    public static double BurnRate(EventCounts counts, double target) => counts.Total <= 0 ? 0 : (double)counts.Bad / counts.Total / (1 - target);

    /// <summary>What is left of the period's budget: 1 is all of it, below 0 is overspent.</summary>
    public static double Left(EventCounts overPeriod, double target) => 1 - BurnRate(overPeriod, target);

    // 1 - 0.999 is not quite 0.001 to a computer: what is spent to the last event is spent.
    public static BudgetState StateOf(double left) => Math.Round(left, 9) switch
    {
        <= 0 => BudgetState.Exhausted,
        <= Tight => BudgetState.Tight,
        <= 0.5 => BudgetState.Watch,
        _ => BudgetState.Healthy,
    };
}
