using Portal.Components;

namespace Portal.Tests.Components;

public sealed class ChartGeometryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset[] Times = [Noon, Noon.AddSeconds(1), Noon.AddSeconds(2), Noon.AddSeconds(4)];

    [Fact]
    public void Line_WithAGap_BeginsAnewAfterIt()
    {
        double?[] values = [0, null, 5, 10];
        var geometry = new ChartGeometry(Times, values, limit: null, leastTop: 10, logarithmic: false);
        geometry.Top.ShouldBe(10);
        geometry.Line(values).ShouldBe("M0 150L0 150M150 75L300 75L600 0");
    }

    [Fact]
    public void Line_OfALoneValue_SpansItsTick()
    {
        double?[] values = [null, null, null, 10];
        var geometry = new ChartGeometry(Times, values, limit: null, leastTop: 10, logarithmic: false);
        geometry.Line(values).ShouldBe("M450 0L600 0");
    }

    [Fact]
    public void Scale_WithALimit_ReachesAboveIt()
    {
        new ChartGeometry(Times, [1.0], limit: 100, leastTop: 100, logarithmic: true).Top.ShouldBe(1000);
        new ChartGeometry(Times, [0.31], limit: null, leastTop: 0.02, logarithmic: false).Top.ShouldBe(0.5);
    }

    [Fact]
    public void Line_WithoutFiniteValues_IsEmpty()
    {
        double?[] values = [double.NaN, double.PositiveInfinity, null, null];
        new ChartGeometry(Times, values, limit: null, leastTop: 1, logarithmic: false).Line(values).ShouldBeEmpty();
    }
}
