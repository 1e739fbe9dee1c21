namespace Portal.Domain.Objectives;

/// <summary>
/// When something begins to be wrong with an objective, and when it is over. A beginning counts at once; an end only after it has held for a while, so that a burn at the edge
/// of its limit is one violation and not twenty.
/// </summary>
public static class ObjectiveViolations
{
    /// <summary>How long a burn has to be over before it counts as over. Breakers do not flap.</summary>
    public static readonly TimeSpan HoldDown = TimeSpan.FromMinutes(2);

    /// <summary>How much of the budget has to have come back beyond the limit: what is spent as fast as it comes back would be over and begin again with every sample.</summary>
    public const double ComeBack = 0.02;

    private static readonly ViolationKind[] Kinds = Enum.GetValues<ViolationKind>();

    public static ViolationChanges Next(IReadOnlyCollection<OpenViolation> open, ObjectiveReport report, CircuitState breaker, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(report);
        var (begun, cleared, relapsed, ended) = (new List<ViolationKind>(), new List<ViolationKind>(), new List<ViolationKind>(), new List<ViolationKind>());
        foreach (var kind in Kinds)
        {
            var isSo = IsSo(kind, open, report, breaker);
            var list = (isSo, open.FirstOrDefault(violation => violation.Kind == kind)) switch
            {
                (true, null) => begun,
                (true, { ClearSince: not null }) => relapsed,
                (false, { ClearSince: null }) when Waits(kind) => cleared,
                (false, { ClearSince: { } since }) when now - since >= HoldDown => ended,
                (false, not null) when !Waits(kind) => ended,
                _ => null,
            };
            list?.Add(kind);
        }

        return new(begun, cleared, relapsed, ended);
    }

    private static bool Waits(ViolationKind kind) => kind is ViolationKind.Page or ViolationKind.Ticket;

    private static bool IsSo(ViolationKind kind, IReadOnlyCollection<OpenViolation> open, ObjectiveReport report, CircuitState breaker) => kind switch
    {
        ViolationKind.Page => report.IsPaging,
        ViolationKind.Ticket => report.Burns.Any(burn => burn is { IsActive: true, Alert.Severity: BurnSeverity.Ticket }),
        // Worse is not better: what was tight stays so while nothing at all is left.
        ViolationKind.Tight => report.State == BudgetState.Tight
            || (report.BudgetLeft < ErrorBudget.Tight + ComeBack && open.Any(violation => violation.Kind == ViolationKind.Tight)),
        ViolationKind.Exhausted => report.State == BudgetState.Exhausted
            || (report.BudgetLeft < ComeBack && open.Any(violation => violation.Kind == ViolationKind.Exhausted)),
        _ => breaker == CircuitState.Open || (breaker == CircuitState.HalfOpen && open.Any(violation => violation.Kind == ViolationKind.Breaker)),
    };
}
