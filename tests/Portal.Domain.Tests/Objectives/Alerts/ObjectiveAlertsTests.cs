using Portal.Domain.Objectives;
using Portal.Domain.Objectives.Alerts;

namespace Portal.Domain.Tests.Objectives.Alerts;

public sealed class ObjectiveAlertsTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 12, 3, 4, TimeSpan.Zero);

    private static readonly ServiceLevelObjective Objective = new()
    {
        Name = "availability", Service = "ci-status", Target = 0.999, Period = TimeSpan.FromDays(30), Indicator = new("rollout", "ci-status", "", true, null), Runbook = "https://runbooks.example/ci",
    };

    private static readonly ObjectiveReport Report = new(0.985, 0.12, BudgetState.Tight,
        [new(new(BurnSeverity.Page, TimeSpan.FromHours(1), TimeSpan.FromMinutes(5), 14.4), 15.25, 31, true)]);

    [Fact]
    public void Of_Page_SaysHowFastItBurnsAgainstWhichLimit()
    {
        var alert = ObjectiveAlerts.Of("eu/tenant-acme/availability/12345678", "3", Objective, Report, CircuitBreaker.Closed, ViolationKind.Page, At);

        (alert.DedupKey, alert.Class, alert.Severity, alert.At, alert.RunbookUrl).ShouldBe(
            ("eu/tenant-acme/availability/12345678/3/slo-page", "slo-page", AlertSeverity.Critical, At, "https://runbooks.example/ci"));
        (alert.Title, alert.Summary).ShouldBe((
            "availability: the error budget burns fast",
            "It burns 15.3 times as fast as it may last, over 1h and 5m; the limit is 14.4. No new version of ci-status starts until it is over."));
        alert.Facts.Select(fact => $"{fact.Name}: {fact.Value}").ShouldBe(
            ["Plugin: ci-status", "Target: 99.9 % over 30d", "Measured: 98.5 % good", "Budget left: 12 %", "Burn over 1h: 15.25 against a limit of 14.4", "Breaker: closed"]);
    }

    [Theory]
    [InlineData(ViolationKind.Ticket, "slo-ticket", AlertSeverity.Warning)]
    [InlineData(ViolationKind.Tight, "budget-tight", AlertSeverity.Warning)]
    [InlineData(ViolationKind.Exhausted, "budget-exhausted", AlertSeverity.Error)]
    [InlineData(ViolationKind.Breaker, "breaker-open", AlertSeverity.Warning)]
    public void Of_EachKind_HasAClassAndASeverity(ViolationKind kind, string expected, AlertSeverity severity)
    {
        var alert = ObjectiveAlerts.Of("p", "1", Objective, Report, CircuitBreaker.Closed, kind, At);
        (alert.Class, alert.Severity).ShouldBe((expected, severity));
    }
}
