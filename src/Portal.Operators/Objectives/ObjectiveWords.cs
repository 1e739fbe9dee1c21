using Portal.Domain.Objectives;

namespace Portal.Operators.Objectives;

/// <summary>The domain's words as tables have them.</summary>
internal static class ObjectiveWords
{
    public static string Of(BudgetState state) => state switch
    {
        BudgetState.Healthy => "healthy",
        BudgetState.Watch => "watch",
        BudgetState.Tight => "tight",
        _ => "exhausted",
    };

    public static string Of(CircuitState state) => state switch
    {
        CircuitState.Open => "open",
        CircuitState.HalfOpen => "half_open",
        _ => "closed",
    };

    public static string Of(ViolationKind kind) => kind switch
    {
        ViolationKind.Page => "page",
        ViolationKind.Ticket => "ticket",
        ViolationKind.Tight => "tight",
        ViolationKind.Exhausted => "exhausted",
        _ => "breaker",
    };
}
