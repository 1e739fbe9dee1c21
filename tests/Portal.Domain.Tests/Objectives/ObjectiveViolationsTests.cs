using Portal.Domain.Objectives;

namespace Portal.Domain.Tests.Objectives;

public sealed class ObjectiveViolationsTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Next_PageBegins_IsToldAtOnceAndOnce()
    {
        ObjectiveViolations.Next([], Report(BudgetState.Watch, page: true), CircuitState.Open, At).Begun.ShouldBe([ViolationKind.Page, ViolationKind.Breaker]);
        OpenViolation[] open = [new(ViolationKind.Page, At, null), new(ViolationKind.Breaker, At, null)];
        var again = ObjectiveViolations.Next(open, Report(BudgetState.Watch, page: true), CircuitState.Open, At.AddMinutes(1));
        (again.Begun.Count, again.Cleared.Count, again.Relapsed.Count, again.Ended.Count).ShouldBe((0, 0, 0, 0));
    }

    [Fact]
    public void Next_BurnAtTheEdge_IsOneViolationUntilItHasBeenOverForAWhile()
    {
        var calm = Report(BudgetState.Healthy);
        ObjectiveViolations.Next([new(ViolationKind.Page, At, null)], calm, CircuitState.Closed, At.AddMinutes(1)).Cleared.ShouldBe([ViolationKind.Page]);
        OpenViolation[] cleared = [new(ViolationKind.Page, At, At.AddMinutes(1))];
        ObjectiveViolations.Next(cleared, Report(BudgetState.Healthy, page: true), CircuitState.Closed, At.AddMinutes(2)).Relapsed.ShouldBe([ViolationKind.Page]);
        ObjectiveViolations.Next(cleared, calm, CircuitState.Closed, At.AddMinutes(1) + ObjectiveViolations.HoldDown - TimeSpan.FromSeconds(1)).Ended.ShouldBeEmpty();
        ObjectiveViolations.Next(cleared, calm, CircuitState.Closed, At.AddMinutes(1) + ObjectiveViolations.HoldDown).Ended.ShouldBe([ViolationKind.Page]);
    }

    [Fact]
    public void Next_BudgetGoesFromTightToSpent_StaysTightAndIsNotTightFromTheStart()
    {
        OpenViolation[] tight = [new(ViolationKind.Tight, At, null)];
        var spent = ObjectiveViolations.Next(tight, Budget(-0.1), CircuitState.Closed, At);
        (spent.Begun.Single(), spent.Ended.Count).ShouldBe((ViolationKind.Exhausted, 0));
        ObjectiveViolations.Next([], Report(BudgetState.Exhausted), CircuitState.Closed, At).Begun.ShouldBe([ViolationKind.Exhausted], "one message says it");
        ObjectiveViolations.Next(tight, Report(BudgetState.Watch), CircuitState.Closed, At).Ended.ShouldBe([ViolationKind.Tight]);
    }

    [Theory]
    [InlineData(0, ViolationKind.Exhausted)]
    [InlineData(0.25, ViolationKind.Tight)]
    public void Next_BudgetSpentAsFastAsItComesBack_IsOneViolation(double limit, ViolationKind kind)
    {
        var random = new Random(7);
        var open = new Dictionary<ViolationKind, OpenViolation>();
        var (begun, now) = (0, At);
        for (var i = 0; i < 1_000; i++, now += TimeSpan.FromSeconds(5))
        {
            var changes = ObjectiveViolations.Next(open.Values, Budget(limit + ((random.NextDouble() - 0.5) * 0.03)), CircuitState.Closed, now);
            begun += changes.Begun.Count(one => one == kind);
            changes.Ended.ShouldNotContain(kind);
            Apply(open, changes, now);
        }

        begun.ShouldBe(1);
        ObjectiveViolations.Next(open.Values, Budget(limit + ObjectiveViolations.ComeBack + 0.001), CircuitState.Closed, now).Ended.ShouldContain(kind);
    }

    [Fact]
    public void Next_BreakerHalfOpens_IsNotOverBeforeItCloses()
    {
        OpenViolation[] open = [new(ViolationKind.Breaker, At, null)];
        ObjectiveViolations.Next(open, Report(BudgetState.Healthy), CircuitState.HalfOpen, At).Ended.ShouldBeEmpty();
        ObjectiveViolations.Next(open, Report(BudgetState.Healthy), CircuitState.Closed, At).Ended.ShouldBe([ViolationKind.Breaker]);
    }

    /// <summary>Whatever an objective does: each kind is open at most once, begins only when closed and ends only when open, and nothing stays open once all is well.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(20261121)]
    public void Next_RandomLife_PairsEachBeginningWithOneEnd(int seed)
    {
        var random = new Random(seed);
        var open = new Dictionary<ViolationKind, OpenViolation>();
        var now = At;
        for (var i = 0; i < 20_000; i++)
        {
            now += TimeSpan.FromSeconds(random.Next(1, 90));
            var report = Report((BudgetState)random.Next(4), random.Next(3) == 0, random.Next(3) == 0);
            Apply(open, ObjectiveViolations.Next(open.Values, report, (CircuitState)random.Next(3), now), now);
        }

        for (var i = 0; i < 3; i++)
        {
            now += ObjectiveViolations.HoldDown;
            Apply(open, ObjectiveViolations.Next(open.Values, Report(BudgetState.Healthy), CircuitState.Closed, now), now);
        }

        open.ShouldBeEmpty();
    }

    private static void Apply(Dictionary<ViolationKind, OpenViolation> open, ViolationChanges changes, DateTimeOffset now)
    {
        ViolationKind[] all = [.. changes.Begun, .. changes.Cleared, .. changes.Relapsed, .. changes.Ended];
        all.Distinct().Count().ShouldBe(all.Length, "a kind is in one list at most");
        foreach (var kind in changes.Begun)
        {
            open.TryAdd(kind, new(kind, now, null)).ShouldBeTrue();
        }

        foreach (var kind in changes.Cleared)
        {
            open[kind] = open[kind] with { ClearSince = now };
        }

        foreach (var kind in changes.Relapsed)
        {
            open[kind] = open[kind] with { ClearSince = null };
        }

        foreach (var kind in changes.Ended)
        {
            open.Remove(kind).ShouldBeTrue();
        }
    }

    private static ObjectiveReport Budget(double left) => Report(ErrorBudget.StateOf(left)) with { BudgetLeft = left };

    private static ObjectiveReport Report(BudgetState state, bool page = false, bool ticket = false) => new(0.99, 0.5, state,
    [
        new(new(BurnSeverity.Page, TimeSpan.FromHours(1), TimeSpan.FromMinutes(5), 14.4), 20, 20, page),
        new(new(BurnSeverity.Ticket, TimeSpan.FromDays(1), TimeSpan.FromHours(2), 3), 4, 4, ticket),
    ]);
}
