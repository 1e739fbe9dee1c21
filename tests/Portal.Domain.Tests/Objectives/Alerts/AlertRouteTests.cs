using Portal.Domain.Objectives.Alerts;

namespace Portal.Domain.Tests.Objectives.Alerts;

public sealed class AlertRouteTests
{
    private static readonly DateTimeOffset Night = new(2026, 11, 21, 23, 0, 0, TimeSpan.Zero);
    private static readonly QuietHours Nights = new(22 * 60, 7 * 60, TimeZoneInfo.Utc);

    [Theory]
    [InlineData(AlertSeverity.Warning, AlertSeverity.Info, "is told of this from warning on")]
    [InlineData(AlertSeverity.Warning, AlertSeverity.Warning, "is told at once")]
    [InlineData(AlertSeverity.Warning, AlertSeverity.Critical, "is told at once")]
    public void Decide_BySeverity_TellsOfThisAndWorse(AlertSeverity least, AlertSeverity severity, string why) =>
        new AlertRoute(least).Decide(AlertClass.Rollback, severity, Night, null).ShouldBe(new AlertDecision(severity < least ? null : Night, null, why));

    [Theory]
    [InlineData(AlertClass.Approval, AlertSeverity.Critical, "is not told of this")]
    [InlineData(AlertClass.NoData, AlertSeverity.Info, "is told at once")]
    [InlineData(AlertClass.Rollback, AlertSeverity.Info, "is told of this from error on")]
    public void Decide_OfAnException_GoesByItInsteadOfTheChannelsSeverity(string @class, AlertSeverity severity, string why) => new AlertRoute(AlertSeverity.Error)
    {
        Exceptions = new Dictionary<string, AlertSeverity?> { [AlertClass.Approval] = null, [AlertClass.NoData] = AlertSeverity.Info },
    }.Decide(@class, severity, Night, null).Why.ShouldBe(why);

    [Fact]
    public void Decide_OfADisabledChannel_TellsNothing() =>
        new AlertRoute(AlertSeverity.Info) { IsDisabled = true }.Decide(AlertClass.Rollback, AlertSeverity.Critical, Night, null).ShouldBe(new AlertDecision(null, null, "is disabled"));

    [Fact]
    public void Decide_InQuietHours_HoldsInformationAndCountsEscalationFromTheirEnd()
    {
        var route = new AlertRoute(AlertSeverity.Info) { QuietHours = Nights };
        route.Decide(AlertClass.Approval, AlertSeverity.Info, Night, null).ShouldBe(new AlertDecision(Night.AddHours(8), AlertHold.Quiet, "is told when its quiet hours are over"));
        route.Decide(AlertClass.Approval, AlertSeverity.Warning, Night, null).At.ShouldBe(Night);
        (route with { EscalateAfterMinutes = 1 }).Decide(AlertClass.Approval, AlertSeverity.Info, Night, null)
            .ShouldBe(new AlertDecision(Night.AddHours(8).AddMinutes(1), AlertHold.Escalation, "is told 1 minute later, unless somebody acknowledges it"));
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(-31, 0)]
    [InlineData(-30, 0)]
    [InlineData(-10, 20)]
    public void Decide_OfTheSameAgain_WaitsForTheEndOfThePause(int? toldBefore, int minutes)
    {
        var decision = new AlertRoute(AlertSeverity.Info) { RepeatAfterMinutes = 30 }.Decide(
            AlertClass.NoData, AlertSeverity.Error, Night, toldBefore is { } ago ? Night.AddMinutes(ago) : null);
        (decision.At, decision.Hold).ShouldBe((Night.AddMinutes(minutes), minutes == 0 ? null : (AlertHold?)AlertHold.Repeat));
    }
}
