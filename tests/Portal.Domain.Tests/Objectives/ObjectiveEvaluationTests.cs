using Portal.Domain.Objectives;

namespace Portal.Domain.Tests.Objectives;

public sealed class ObjectiveEvaluationTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Standard_For30Days_IsTheWorkbooksTable() => BurnAlert.Standard(TimeSpan.FromDays(30)).Select(alert => (alert.Severity, Math.Round(alert.Factor, 6))).ShouldBe(
        [(BurnSeverity.Page, 14.4), (BurnSeverity.Page, 6), (BurnSeverity.Ticket, 3), (BurnSeverity.Ticket, 1)]);

    [Fact]
    public void Standard_ForOtherPeriods_IsComputed() =>
        BurnAlert.Standard(TimeSpan.FromDays(7))[0].Factor.ShouldBe(3.36, 1e-9, "2 % of seven days in an hour");

    [Theory]
    [InlineData(0, 1.0, BudgetState.Healthy)]
    [InlineData(49, 0.51, BudgetState.Healthy)]
    [InlineData(50, 0.5, BudgetState.Watch)]
    [InlineData(74, 0.26, BudgetState.Watch)]
    [InlineData(75, 0.25, BudgetState.Tight)]
    [InlineData(99, 0.01, BudgetState.Tight)]
    [InlineData(100, 0.0, BudgetState.Exhausted)]
    [InlineData(250, -1.5, BudgetState.Exhausted)]
    public void Evaluate_BudgetSpentSoFar_IsItsState(int bad, double left, BudgetState state)
    {
        var counts = new ObjectiveCounts();
        counts.Add(At, new(100_000, bad));

        var report = ObjectiveEvaluation.Evaluate(Objective(), counts, At.AddDays(2));

        report.BudgetLeft.ShouldBe(left, 1e-9);
        report.State.ShouldBe(state);
    }

    [Fact]
    public void Evaluate_SuddenFault_PagesWithinMinutesAndStopsSoonAfterItsEnd()
    {
        var counts = new ObjectiveCounts();
        var paged = -1;
        var minute = 0;
        for (; minute < 24 * 60; minute++)
        {
            counts.Add(At.AddMinutes(minute), new(6000, 0));
        }

        for (; paged < 0 && minute < 26 * 60; minute++)
        {
            counts.Add(At.AddMinutes(minute), new(6000, 300));
            paged = ObjectiveEvaluation.Evaluate(Objective(), counts, At.AddMinutes(minute)).IsPaging ? minute - (24 * 60) : -1;
        }

        // 1 h × 14.4 × 0.1 % / 5 % = 17.3 minutes.
        paged.ShouldBe(17);
        for (var healthy = 0; healthy < 6; healthy++)
        {
            counts.Add(At.AddMinutes(++minute), new(6000, 0));
        }

        ObjectiveEvaluation.Evaluate(Objective(), counts, At.AddMinutes(minute)).Burns[0].IsActive.ShouldBeFalse("the short window is over");
    }

    [Fact]
    public void Evaluate_FewEvents_PageNobody()
    {
        var counts = new ObjectiveCounts();
        counts.Add(At, new(10, 4));

        ObjectiveEvaluation.Evaluate(Objective(), counts, At.AddMinutes(1)).IsPaging.ShouldBeFalse("four errors in ten requests are a burn of 400 and no reason to wake anybody");
    }

    [Fact]
    public void Evaluate_NoEvents_HasSpentNothing()
    {
        var report = ObjectiveEvaluation.Evaluate(Objective(), new ObjectiveCounts(), At);

        (report.Good, report.BudgetLeft, report.State, report.IsPaging).ShouldBe((null, 1, BudgetState.Healthy, false));
    }

    /// <summary>More bad events never leave more budget, and never a better state.</summary>
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Evaluate_OneMoreBadEvent_NeverLooksBetter(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < 200; run++)
        {
            var (counts, worse) = (new ObjectiveCounts(), new ObjectiveCounts());
            for (var i = 0; i < 50; i++)
            {
                var (at, total) = (At.AddMinutes(random.Next(0, 40_000)), random.Next(1, 2000));
                var bad = random.Next(0, Math.Min(total, 10));
                counts.Add(at, new(total, bad));
                worse.Add(at, new(total, bad + (random.Next(2) == 0 && bad < total ? 1 : 0)));
            }

            var now = At.AddMinutes(40_000);
            var (before, after) = (ObjectiveEvaluation.Evaluate(Objective(), counts, now), ObjectiveEvaluation.Evaluate(Objective(), worse, now));
            after.BudgetLeft.ShouldBeLessThanOrEqualTo(before.BudgetLeft, $"seed {seed}, run {run}");
            ((int)after.State).ShouldBeGreaterThanOrEqualTo((int)before.State, $"seed {seed}, run {run}");
            (before.IsPaging && !after.IsPaging).ShouldBeFalse($"seed {seed}, run {run}");
        }
    }

    private static ServiceLevelObjective Objective() => new()
    {
        Name = "availability",
        Service = "ci-status",
        Target = 0.999,
        Period = TimeSpan.FromDays(30),
        Indicator = new("rollout", "ci-status", "", CountsBad: true, null),
        Alerts = BurnAlert.Standard(TimeSpan.FromDays(30)),
    };
}
