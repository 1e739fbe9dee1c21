using Portal.Domain.Rollouts.Analysis;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Rollouts.Metrics;

namespace Portal.Operators.Tests.Rollouts.Metrics;

public sealed class CounterDeltasTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    private readonly CounterDeltas _deltas = new();

    [Fact]
    public void Advance_First_IsOnlyAStartingPoint()
    {
        _deltas.Advance(At, [Stable(100, 1), Canary(10, 0)]).ShouldBeNull();

        _deltas.Advance(At, [Stable(190, 2), Canary(20, 3)])!.Total.ShouldBe(new AnalysisSample(At, new ArmSample(90, 1, 0), new ArmSample(10, 3, 0)));
    }

    [Fact]
    public void Advance_CounterFell_CountsFromZero()
    {
        _deltas.Advance(At, [Stable(100, 1), Canary(50, 20)]);

        _deltas.Advance(At, [Stable(110, 1), Canary(4, 1)])!.Total.Canary.ShouldBe(new ArmSample(4, 1, 0));
    }

    [Fact]
    public void Advance_OneSideUnreadable_IsNoSampleAndNothingIsLost()
    {
        _deltas.Advance(At, [Stable(100, 0), Canary(10, 0)]);
        _deltas.Advance(At, [Stable(200, 0)]).ShouldBeNull();

        _deltas.Advance(At, [Stable(300, 0), Canary(40, 2)])!.Total.Canary.ShouldBe(new ArmSample(30, 2, 0));
    }

    [Fact]
    public void Advance_NewPod_OnlyStartsCounting()
    {
        _deltas.Advance(At, [Stable(100, 0), Canary(10, 0)]);

        _deltas.Advance(At, [Stable(100, 0), Canary(12, 0), new PodCounters("new", Arm.Canary, 1_000_000, 0, 0)])!.Total.Canary.Requests.ShouldBe(2);
    }

    [Fact]
    public void Advance_PodTwice_CountsOnce()
    {
        _deltas.Advance(At, [Stable(100, 0), Canary(10, 0)]);

        _deltas.Advance(At, [Stable(150, 0), Canary(20, 1), Canary(20, 1)])!.Total.Canary.ShouldBe(new ArmSample(10, 1, 0));
    }

    [Fact]
    public void Advance_SumWhoseErrorsAreSeenBeforeTheirRequests_CountsThemWithThose()
    {
        _deltas.Advance(At, [Stable(100, 0), Canary(100, 0) with { IsSum = true }]);
        _deltas.Advance(At, [Stable(200, 0), Canary(104, 9) with { IsSum = true }])!.Total.Canary.ShouldBe(new ArmSample(4, 4, 0));

        _deltas.Advance(At, [Stable(300, 0), Canary(140, 9) with { IsSum = true }])!.Total.Canary.ShouldBe(new ArmSample(36, 5, 0));
    }

    [Fact]
    public void Advance_RestartThatHasOvertakenTheOldCount_CountsFromZero()
    {
        _deltas.Advance(At, [Stable(100, 0), Canary(10, 9) with { StartedAt = 1000 }]);

        _deltas.Advance(At, [Stable(200, 0), Canary(40, 2) with { StartedAt = 1060 }])!.Total.Canary.ShouldBe(new ArmSample(40, 2, 0));
    }

    [Fact]
    public void Advance_SumThatFell_CountsNothingAndGoesOn()
    {
        _deltas.Advance(At, [Stable(100, 0), Canary(5000, 9) with { IsSum = true }]);
        _deltas.Advance(At, [Stable(200, 0), Canary(4000, 8) with { IsSum = true }]).ShouldBeNull("5,000 became 4,000: one of several was restarted, and nobody knows which");

        _deltas.Advance(At, [Stable(300, 0), Canary(4010, 9) with { IsSum = true }])!.Total.Canary.ShouldBe(new ArmSample(10, 1, 0));
    }

    [Fact]
    public void Advance_TwoRoutes_AreSegmentsOfBothArms()
    {
        _deltas.Advance(At, [Stable(100, 0) with { Segments = Routes((90, 0), (10, 0)) }, Canary(10, 0) with { Segments = Routes((9, 0), (1, 0)) }]);

        var sample = _deltas.Advance(At, [Stable(200, 1) with { Segments = Routes((180, 1), (20, 0)) }, Canary(20, 2) with { Segments = Routes((18, 0), (2, 1)) }]);

        sample!.Segments.ShouldBe([new("/a", new(90, 1, 0), new(9, 0, 0)), new("/b", new(10, 0, 0), new(1, 1, 0))]);
    }

    private static Dictionary<string, SegmentCounters> Routes((double, double) a, (double, double) b) =>
        new() { ["/a"] = new(a.Item1, a.Item2), ["/b"] = new(b.Item1, b.Item2) };

    private static PodCounters Stable(double requests, double errors) => new("s", Arm.Stable, requests, errors, 0);

    private static PodCounters Canary(double requests, double errors) => new("c", Arm.Canary, requests, errors, 0);
}
