using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Rollouts.Metrics.Windows;

namespace Portal.Operators.Tests.Rollouts.Metrics.Windows;

public sealed class WindowTotalsTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    private readonly WindowTotals _totals = new();

    [Fact]
    public void Take_StretchThatFilledUpLater_CountsOnlyWhatIsNew()
    {
        _totals.Take([Requests(0, 100)], At).Counters.Single().Requests.ShouldBe(100);
        _totals.Take([Requests(0, 130), Requests(20, 40)], At).Counters.Single().Requests.ShouldBe(170);
        _totals.Take([Requests(0, 90), Requests(20, 40)], At).Counters.Single().Requests.ShouldBe(170, "what was counted is not taken back");
    }

    [Fact]
    public void Take_NothingNew_IsUnchanged()
    {
        _totals.Take([Requests(0, 100)], At).IsUnchanged.ShouldBeFalse();
        _totals.Take([Requests(0, 100)], At).IsUnchanged.ShouldBeTrue();
        _totals.Take([Requests(0, 100), Requests(20, 0)], At).IsUnchanged.ShouldBeFalse("a stretch without requests is news");
    }

    [Fact]
    public void Take_WhatIsNoCount_IsLeftOut() => _totals.Take([Requests(0, double.NaN), Requests(20, -1)], At).Counters.ShouldBeEmpty();

    private static WindowPoint Requests(int second, double count) => new(Arm.Canary, WindowMeasure.Requests, At.AddSeconds(second), count);
}
