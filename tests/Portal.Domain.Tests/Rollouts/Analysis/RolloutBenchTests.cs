using Portal.Benchmarks.Rollouts;
using Portal.Benchmarks.Rollouts.Detectors;
using Portal.Benchmarks.Rollouts.Scoring;
using Portal.Benchmarks.Rollouts.Traffic;

namespace Portal.Domain.Tests.Rollouts.Analysis;

/// <summary>RolloutBench with fewer seeds and only the product's own analysis: its goals hold before anybody runs the whole.</summary>
public sealed class RolloutBenchTests(ITestOutputHelper output)
{
    public static TheoryData<string> GoodCases => [.. GoodTraffic.All.Select(traffic => traffic.Title)];

    public static TheoryData<string> BadCases => [.. BadTraffic.All.Where(traffic => traffic.Label == Label.Bad).Select(traffic => traffic.Title)];

    [Fact]
    public void Run_Reference_IsFoundAsSoonAsPromised()
    {
        var scores = Contest.Run(Contest.Case(RolloutGoals.ReferenceCase), 300, threads: 1, () => [new PortalDetector(), new OracleDetector()]);

        var (portal, oracle) = (scores[0], scores[1]);
        output.WriteLine($"{portal}\n{oracle}");
        portal.TtdP50S!.Value.ShouldBeLessThanOrEqualTo(20);
        portal.TtdP95S!.Value.ShouldBeLessThanOrEqualTo(45);
        portal.ErrorsExposedP95!.Value.ShouldBeLessThanOrEqualTo(25);
        (portal.TtdP50S.Value / oracle.TtdP50S!.Value).ShouldBeLessThanOrEqualTo(1.5);
    }

    [Fact]
    public void Run_LateFault_IsFoundAsSoonAsPromised() => Ours(RolloutGoals.LateCase, 200).TtdP95S!.Value.ShouldBeLessThanOrEqualTo(60);

    /// <summary>With 120 runs each, three now and then is what one per cent looks like; the bench with 2,000 says more.</summary>
    [Theory]
    [MemberData(nameof(GoodCases))]
    public void Run_GoodVersion_IsHardlyEverRolledBackNorDelayed(string title)
    {
        var score = Ours(title, 120);

        score.FalseRollbacks.ShouldBeLessThanOrEqualTo(0.03);
        score.Delay!.Value.ShouldBeLessThanOrEqualTo(0.10);
        score.AdvancesWithoutData.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(BadCases))]
    public void Run_BadVersion_IsFound(string title)
    {
        var score = Ours(title, 40);

        score.Recall!.Value.ShouldBeGreaterThan(0.97);
        score.AdvancesWithoutData.ShouldBe(0);
    }

    [Fact]
    public void Run_BothArmsBreak_IsHeldAndNotRolledBack()
    {
        var score = Ours("B12/both", 40);

        score.FalseRollbacks.ShouldBe(0);
        score.Delay.ShouldBe(1);
    }

    [Fact]
    public void Measure_OneTick_AllocatesNothingAndTakesMicroseconds()
    {
        var (microseconds, bytes) = TickCost.Measure(runs: 50);

        bytes.ShouldBe(0);
        microseconds.ShouldBeLessThanOrEqualTo(50);
    }

    private CaseScore Ours(string title, int seeds)
    {
        var score = Contest.Run(Contest.Case(title), seeds, threads: 1, () => [new PortalDetector()])[0];
        output.WriteLine(score.ToString());
        return score;
    }
}
