namespace Portal.Domain.Objectives;

/// <summary>How much of the period's error budget is left.</summary>
public enum BudgetState
{
    /// <summary>More than half.</summary>
    Healthy,

    /// <summary>From a quarter to a half: slower steps are wise.</summary>
    Watch,

    /// <summary>Up to a quarter: a person should look before each change.</summary>
    Tight,

    /// <summary>None: no new version without an override.</summary>
    Exhausted,
}
