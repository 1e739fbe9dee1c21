using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Analysis;

namespace Portal.Domain.Tests.Rollouts.Analysis;

public sealed class CanaryAnalysisTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Judge_HealthyTraffic_IsSuccessfulWithMeasuredTime()
    {
        var analysis = Begin();
        var traffic = Healthy(analysis, 20);

        var report = analysis.Judge(traffic.Now);

        report.Verdict.ShouldBe(RolloutVerdict.Successful);
        report.MeasuredInStep.ShouldBe(TimeSpan.FromSeconds(19));
        report.Evidence!.Limit.ShouldBe(100);
        report.Evidence.Canary.Requests.ShouldBeGreaterThan(100);
        report.Message.ShouldContain("against a limit of 100");
    }

    [Fact]
    public void Judge_MostRequestsFail_FailsAtOnceAndStaysFailed()
    {
        var analysis = Begin();
        analysis.Observe(Sample(1, stable: (1, 0), canary: (25, 24)));
        analysis.Judge(At(1)).Verdict.ShouldBe(RolloutVerdict.Failed);

        for (var second = 2; second < 100; second++)
        {
            analysis.Observe(Sample(second, (90, 0), (10, 0)));
        }

        analysis.Judge(At(100)).Verdict.ShouldBe(RolloutVerdict.Failed);
    }

    [Fact]
    public void Judge_QuarterOfRequestsFails_SaysSoInWords()
    {
        var analysis = Begin();
        for (var second = 1; second <= 6; second++)
        {
            analysis.Observe(Sample(second, (90, 0), (12, 3)));
        }

        var report = analysis.Judge(At(6));

        report.Verdict.ShouldBe(RolloutVerdict.Failed);
        report.Message.ShouldMatch(@"\d+ of \d+ \(25 %\) of the canary's requests failed, 0 of \d+ \(0 %\) of the stable version's: evidence .* against a limit of 100\.");
    }

    [Fact]
    public void Judge_SlowCanary_Fails()
    {
        var analysis = Begin();
        for (var second = 1; second <= 20; second++)
        {
            analysis.Observe(new AnalysisSample(At(second), new ArmSample(90, 0, 1), new ArmSample(10, 0, 5)));
        }

        analysis.Judge(At(20)).Verdict.ShouldBe(RolloutVerdict.Failed);
        analysis.Judge(At(20)).Message.ShouldContain("were slow");
    }

    [Fact]
    public void Judge_SamplesStop_IsNoDataUntilTheyReturn()
    {
        var analysis = Begin();
        Healthy(analysis, 10);
        analysis.Miss(At(11), "connection refused");
        analysis.Judge(At(12)).Verdict.ShouldBe(RolloutVerdict.Successful);

        var report = analysis.Judge(At(20));
        report.Verdict.ShouldBe(RolloutVerdict.NoData);
        report.Message.ShouldContain("connection refused");

        analysis.Observe(Sample(40, (90, 0), (10, 0)));
        analysis.Judge(At(40)).Verdict.ShouldBe(RolloutVerdict.Successful);
        analysis.Judge(At(40)).MeasuredInStep.ShouldBe(TimeSpan.FromSeconds(9));
    }

    [Fact]
    public void Judge_NothingReachesTheCanary_IsNoData()
    {
        var analysis = Begin();
        for (var second = 1; second <= 10; second++)
        {
            analysis.Observe(Sample(second, (100, 0), (0, 0)));
        }

        analysis.Judge(At(10)).Verdict.ShouldBe(RolloutVerdict.NoData);
    }

    [Fact]
    public void Judge_NewStep_CountsFromZeroAgain()
    {
        var analysis = Begin();
        var traffic = Healthy(analysis, 20);
        analysis.BeginStep(traffic.Now);

        var report = analysis.Judge(traffic.Now);

        report.MeasuredInStep.ShouldBe(TimeSpan.Zero);
        report.Verdict.ShouldBe(RolloutVerdict.Inconclusive);
    }

    [Fact]
    public void Judge_ManyGoodRollouts_FailsAlmostNone()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var failed = 0;
        for (var run = 0; run < 300; run++)
        {
            var analysis = Begin();
            var traffic = new Traffic(random) { StableRate = 0.01, CanaryRate = 0.01 };
            for (var second = 0; second < 120; second++)
            {
                analysis.Observe(traffic.Next());
            }

            failed += analysis.Judge(traffic.Now).Verdict == RolloutVerdict.Failed ? 1 : 0;
        }

        failed.ShouldBeLessThanOrEqualTo(8, $"seed {seed}");
    }

    private static CanaryAnalysis Begin()
    {
        var analysis = new CanaryAnalysis(AnalysisSettings.Default);
        analysis.BeginStep(Start);
        return analysis;
    }

    private static Traffic Healthy(CanaryAnalysis analysis, int seconds)
    {
        var traffic = new Traffic(new Random(7));
        for (var i = 0; i < seconds; i++)
        {
            analysis.Observe(traffic.Next());
        }

        return traffic;
    }

    private static DateTimeOffset At(int second) => Start + TimeSpan.FromSeconds(second);

    private static AnalysisSample Sample(int second, (long Requests, long Errors) stable, (long Requests, long Errors) canary) =>
        new(At(second), new ArmSample(stable.Requests, stable.Errors, 0), new ArmSample(canary.Requests, canary.Errors, 0));
}
