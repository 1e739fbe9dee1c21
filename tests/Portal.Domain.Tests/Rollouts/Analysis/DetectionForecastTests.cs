using Portal.Benchmarks.Rollouts.Detectors;
using Portal.Benchmarks.Rollouts.Scoring;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Analysis;

namespace Portal.Domain.Tests.Rollouts.Analysis;

public sealed class DetectionForecastTests
{
    private static readonly AnalysisSettings EveryFiveSeconds = AnalysisSettings.Default with { Interval = TimeSpan.FromSeconds(5) };

    [Theory]
    [InlineData("B1/x2", 0.01)]
    [InlineData("B1/x4", 0.02)]
    [InlineData("B1/x10", 0.05)]
    [InlineData("B1/x50", 0.25)]
    public void Of_FaultsOfTheBench_IsAboutWhatHalfOfTheRunsTake(string title, double rate)
    {
        var played = Contest.Run(Contest.Case(title), 100, threads: 1, () => [new PortalDetector()])[0].TtdP50S!.Value;

        var forecast = DetectionForecast.Of(EveryFiveSeconds, 100, 0.1, 0.005, rate)!.Value.TotalSeconds;

        forecast.ShouldBeInRange((played * 0.6) - 5, (played * 1.5) + 5);
    }

    [Fact]
    public void Of_MoreTrafficWeightOrHarm_IsSooner()
    {
        var usual = DetectionForecast.Of(EveryFiveSeconds, 100, 0.1, 0.005, 0.02);

        DetectionForecast.Of(EveryFiveSeconds, 300, 0.1, 0.005, 0.02)!.Value.ShouldBeLessThan(usual!.Value);
        DetectionForecast.Of(EveryFiveSeconds, 100, 0.3, 0.005, 0.02)!.Value.ShouldBeLessThan(usual.Value);
        DetectionForecast.Of(EveryFiveSeconds, 100, 0.1, 0.005, 0.04)!.Value.ShouldBeLessThan(usual.Value);
        DetectionForecast.Of(EveryFiveSeconds with { WarmUp = TimeSpan.FromMinutes(1) }, 100, 0.1, 0.005, 0.02).ShouldBe(usual.Value + TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(100, 0.1, 0.005, 0.005)]
    [InlineData(100, 0.1, 0.02, 0.005)]
    [InlineData(0.1, 0.1, 0.005, 0.05)]
    [InlineData(0, 0.1, 0.005, 0.05)]
    [InlineData(100, 0, 0.005, 0.05)]
    [InlineData(100, 1, 0.005, 0.05)]
    [InlineData(100, 0.1, 0, 0)]
    [InlineData(double.NaN, 0.1, 0.005, 0.05)]
    public void Of_NothingToFind_IsNever(double requestsPerSecond, double weight, double usual, double fault) =>
        DetectionForecast.Of(EveryFiveSeconds, requestsPerSecond, weight, usual, fault).ShouldBeNull();

    [Fact]
    public void Of_AStrategyWhoseFirstWeightLastsLongEnough_IsWhatThatWeightAloneFinds()
    {
        var strategy = new CanaryStrategy([new SetWeightStep(10), new AnalyzeStep(TimeSpan.FromMinutes(5)), new ApproveStep(), new SetWeightStep(100)]);
        var found = DetectionForecast.Of(EveryFiveSeconds, 100, strategy, 0.005, 0.05)!;
        found.After.ShouldBe(DetectionForecast.Of(EveryFiveSeconds, 100, 0.1, 0.005, 0.05)!.Value);
        found.Weight.ShouldBe(0.1);
        found.FailedRequests.ShouldBe(10 * 0.045 * found.After.TotalSeconds, 0.001);
    }

    [Fact]
    public void Of_AStrategyThatIsTooShortAtItsFirstWeight_IsFoundAtALaterOne()
    {
        var strategy = new CanaryStrategy(
        [
            new SetWeightStep(1), new AnalyzeStep(TimeSpan.FromSeconds(10)), new SetWeightStep(50), new AnalyzeStep(TimeSpan.FromMinutes(5)), new SetWeightStep(100),
        ]);
        DetectionForecast.Of(EveryFiveSeconds, 100, strategy, 0.005, 0.05)!.Weight.ShouldBe(0.5);
    }

    [Theory]
    [InlineData(0.004)]
    [InlineData(0.0051)]
    public void Of_AStrategyAndAFaultThatIsNone_IsNull(double fault) =>
        DetectionForecast.Of(EveryFiveSeconds, 100, RolloutStrategy.Default, 0.005, fault).ShouldBeNull();

    [Fact]
    public void Of_AStrategyThatComparesNothing_IsNull() => DetectionForecast.Of(EveryFiveSeconds, 100, new InstantStrategy(), 0.005, 1).ShouldBeNull();
}
