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

        _deltas.Advance(At, [Stable(190, 2), Canary(20, 3)]).ShouldBe(new AnalysisSample(At, new ArmSample(90, 1, 0), new ArmSample(10, 3, 0)));
    }

    [Fact]
    public void Advance_CounterFell_CountsFromZero()
    {
        _deltas.Advance(At, [Stable(100, 1), Canary(50, 20)]);

        _deltas.Advance(At, [Stable(110, 1), Canary(4, 1)])!.Value.Canary.ShouldBe(new ArmSample(4, 1, 0));
    }

    [Fact]
    public void Advance_OneSideUnreadable_IsNoSampleAndNothingIsLost()
    {
        _deltas.Advance(At, [Stable(100, 0), Canary(10, 0)]);
        _deltas.Advance(At, [Stable(200, 0)]).ShouldBeNull();

        _deltas.Advance(At, [Stable(300, 0), Canary(40, 2)])!.Value.Canary.ShouldBe(new ArmSample(30, 2, 0));
    }

    [Fact]
    public void Advance_NewPod_OnlyStartsCounting()
    {
        _deltas.Advance(At, [Stable(100, 0), Canary(10, 0)]);

        _deltas.Advance(At, [Stable(100, 0), Canary(12, 0), new PodCounters("new", Arm.Canary, 1_000_000, 0, 0)])!.Value.Canary.Requests.ShouldBe(2);
    }

    private static PodCounters Stable(double requests, double errors) => new("s", Arm.Stable, requests, errors, 0);

    private static PodCounters Canary(double requests, double errors) => new("c", Arm.Canary, requests, errors, 0);
}
