using Portal.Domain.Objectives.Alerts;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;

namespace Portal.Domain.Tests.Objectives.Alerts;

public sealed class RolloutAlertsTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 12, 3, 4, TimeSpan.Zero);

    private static readonly RolloutStatus Status = new()
    {
        Phase = RolloutPhase.RolledBack,
        Target = new("abc", "1.1.0", "sha256:11"),
        Stable = new("old", "1.0.0", "sha256:10"),
        StepIndex = 1,
        StepCount = 3,
        Weights = new RolloutWeights(0, 0, At),
        Evidence = new(148, 100, new(620, 31, 4), new(5402, 27, 9)),
    };

    [Fact]
    public void Of_RollBack_SaysWhatWasMeasuredAndWhereTheTrafficIs()
    {
        var alert = RolloutAlerts.Of("eu/tenant-acme/ci-status/12345678", Status, Entry(RolloutEventKind.RolledBack))!;

        (alert.DedupKey, alert.Class, alert.Severity, alert.Title, alert.Summary, alert.At).ShouldBe(
            ("eu/tenant-acme/ci-status/12345678/abc/rollback", "rollback", AlertSeverity.Warning, "ci-status 1.1.0: rolled back", "words", At));
        alert.Facts.Select(fact => $"{fact.Name}: {fact.Value}").ShouldBe(
        [
            "From: 1.0.0", "To: 1.1.0 sha256:11", "Step: 2 of 3", "Traffic on the new version: 20 %", "New version: 31 of 620 requests failed, 4 were slow",
            "Stable version: 27 of 5402 requests failed, 9 were slow", "Evidence: 148 against a limit of 100", "Errors that users saw: 31",
            "State: traffic 100 % on 1.0.0, verified 12:03:04Z",
        ]);
    }

    [Theory]
    [InlineData(RolloutEventKind.RolledBack, AlertSeverity.Warning)]
    [InlineData(RolloutEventKind.Failed, AlertSeverity.Critical)]
    [InlineData(RolloutEventKind.Stalled, AlertSeverity.Critical)]
    [InlineData(RolloutEventKind.NoData, AlertSeverity.Error)]
    [InlineData(RolloutEventKind.Aborted, AlertSeverity.Info)]
    [InlineData(RolloutEventKind.AwaitingApproval, AlertSeverity.Info)]
    [InlineData(RolloutEventKind.ApprovalDue, AlertSeverity.Warning)]
    [InlineData(RolloutEventKind.Started, null)]
    [InlineData(RolloutEventKind.WeightAccepted, null)]
    [InlineData(RolloutEventKind.Completed, null)]
    public void Of_EachKind_HasItsSeverity(RolloutEventKind kind, AlertSeverity? severity) => (RolloutAlerts.Of("a/b/c/d", Status, Entry(kind))?.Severity).ShouldBe(severity);

    [Theory]
    [InlineData(RolloutEventKind.DataReturned, "nodata")]
    [InlineData(RolloutEventKind.Approved, "approval")]
    [InlineData(RolloutEventKind.Promoting, "approval")]
    [InlineData(RolloutEventKind.RollingBack, "approval")]
    [InlineData(RolloutEventKind.Aborted, "approval")]
    [InlineData(RolloutEventKind.AwaitingApproval, null)]
    [InlineData(RolloutEventKind.WeightAccepted, null)]
    public void Ends_EachKind_EndsWhatItDecides(RolloutEventKind kind, string? @class) => RolloutAlerts.Ends(Entry(kind)).ShouldBe(@class);

    [Fact]
    public void Of_LongNames_KeepsTheEndOfTheKey() => RolloutAlerts.Of(new string('x', 400), Status, Entry(RolloutEventKind.Failed))!.DedupKey.ShouldSatisfyAllConditions(
        key => key.Length.ShouldBe(255), key => key.ShouldEndWith("/abc/promotion-failed"));

    [Theory]
    [InlineData("2026-11-21T22:00:00Z", "2026-11-22T06:00:00Z")]
    [InlineData("2026-11-21T05:59:30Z", "2026-11-21T06:00:00Z")]
    [InlineData("2026-11-21T06:00:00Z", "2026-11-21T06:00:00Z")]
    [InlineData("2026-11-21T12:00:00Z", "2026-11-21T12:00:00Z")]
    public void QuietHours_OverMidnight_HoldInformationOnly(string now, string at)
    {
        var quiet = new QuietHours(22 * 60, 7 * 60, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        var time = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);

        quiet.After(AlertSeverity.Info, time).ShouldBe(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
        quiet.After(AlertSeverity.Warning, time).ShouldBe(time);
    }

    private static RolloutTimelineEntry Entry(RolloutEventKind kind) => new(7, At, kind.ToString(), "words", 20);
}
