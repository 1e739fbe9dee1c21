using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Analysis;
using static Portal.Domain.Tests.Rollouts.Analysis.AnalysisStage;

namespace Portal.Domain.Tests.Rollouts.Analysis;

public sealed class CanaryAnalysisTests(ITestOutputHelper output)
{
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
    public void Judge_QuarterOfRequestsFails_SaysSoInWords()
    {
        var analysis = Begin();
        for (var second = 1; second <= 15; second++)
        {
            analysis.Observe(Sample(second, (90, 0), (12, 3)));
        }

        var report = analysis.Judge(At(15));

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
        analysis.Judge(At(12)).Verdict.ShouldBe(RolloutVerdict.Inconclusive);

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
    public void Judge_SampledEverySecond_NeedsThreeBlocksOfFive()
    {
        var analysis = Begin();
        var second = 0;
        while (!analysis.HasFailed)
        {
            analysis.Observe(Sample(++second, (90, 0), (10, 3)));
        }

        second.ShouldBe(11);
        analysis.Judge(At(second)).Evidence!.ErrorsExposed.ShouldBe(33);
    }

    [Fact]
    public void Judge_ABurstOnTheCanary_HoldsAndGoesOnWhenItIsOver()
    {
        var analysis = Begin(AnalysisSettings.Default with { FalseAlarmRate = 0.05 });
        Healthy(analysis, 20);
        analysis.Observe(Sample(21, (90, 0), (40, 15)));
        analysis.Observe(Sample(22, (90, 0), (10, 0)));
        var during = analysis.Judge(At(22));
        for (var second = 23; second < 300; second++)
        {
            analysis.Observe(Sample(second, (90, 1), (10, 0)));
        }

        during.Verdict.ShouldNotBe(RolloutVerdict.Failed);
        analysis.Judge(At(299)).Verdict.ShouldBe(RolloutVerdict.Successful);
    }

    [Fact]
    public void Judge_OneEndpointFails_NamesIt()
    {
        var analysis = Begin(AnalysisSettings.Default with { Interval = TimeSpan.FromSeconds(5) });
        var second = 0;
        while (!analysis.HasFailed)
        {
            second += 5;
            analysis.Observe(
                Sample(second, (4500, 90), (500, 11)),
                [new SegmentSample("/checkout", new ArmSample(90, 0, 0), new ArmSample(10, 4, 0)), new SegmentSample("/", new ArmSample(4410, 90, 0), new ArmSample(490, 7, 0))]);
            second.ShouldBeLessThan(60);
        }

        analysis.Judge(At(second)).Message.ShouldMatch(@"^\d+ of \d+ \(40 %\) of the canary's requests to /checkout failed, 0 of \d+");
    }

    [Fact]
    public void Judge_WarmingUp_ComparesNothingYet()
    {
        var analysis = Begin(AnalysisSettings.Default with { WarmUp = TimeSpan.FromSeconds(30) });
        for (var second = 1; second <= 30; second++)
        {
            analysis.Observe(Sample(second, (90, 0), (10, 3)));
        }

        var report = analysis.Judge(At(30));
        (report.Verdict, report.MeasuredInStep).ShouldBe((RolloutVerdict.Inconclusive, TimeSpan.Zero));
        report.Message.ShouldStartWith("Warming up, not judged yet. 90 of 300 (30 %)");
        analysis.EValue.ShouldBe(1, 1e-9);
        for (var second = 31; second <= 60; second++)
        {
            analysis.Observe(Sample(second, (90, 0), (10, 0)));
        }

        analysis.Judge(At(60)).Verdict.ShouldBe(RolloutVerdict.Successful);
    }

    [Fact]
    public void Observe_SampleTwiceOrLate_CountsOnce()
    {
        var analysis = Begin();
        analysis.Observe(Sample(2, (90, 1), (10, 1)));
        analysis.Observe(Sample(2, (90, 1), (10, 1)));
        analysis.Observe(Sample(1, (90, 1), (10, 1)));

        analysis.Judge(At(2)).Evidence!.Canary.ShouldBe(new ArmEvidence(10, 1));
    }

    [Theory]
    [InlineData(-10, 0)]
    [InlineData(10, 11)]
    [InlineData(10, -1)]
    public void Observe_CountersContradictThemselves_IsNoSample(long requests, long errors)
    {
        var analysis = Begin();
        Healthy(analysis, 30);
        var before = analysis.Judge(At(30)).Evidence;
        for (var second = 31; second <= 40; second++)
        {
            analysis.Observe(Sample(second, (90, 0), (requests, errors)));
        }

        var report = analysis.Judge(At(40));
        (report.Verdict, report.Message).ShouldBe((RolloutVerdict.NoData, "No measurements: the counters contradict themselves."));
        report.Evidence.ShouldBe(before);
    }

    [Fact]
    public void Judge_Misconfigured_IsAnErrorUntilASampleComes()
    {
        var analysis = Begin();
        analysis.Misconfigured(At(1), "there is no metric http_requests");
        analysis.Judge(At(100)).Verdict.ShouldBe(RolloutVerdict.Error);
        analysis.Judge(At(100)).Message.ShouldBe("Cannot be analyzed as configured: there is no metric http_requests.");

        analysis.Observe(Sample(101, (90, 0), (30, 0)));
        analysis.Judge(At(101)).Verdict.ShouldBe(RolloutVerdict.Successful);
    }

    [Fact]
    public void Judge_FailedAndThenNoData_StaysFailed()
    {
        var analysis = Begin();
        analysis.Observe(Sample(1, (90, 0), (30, 30)));
        analysis.Misconfigured(At(2), "gone");

        analysis.Judge(At(500)).Verdict.ShouldBe(RolloutVerdict.Failed);
    }

    [Fact]
    public void Judge_LittleTraffic_WaitsInsteadOfMissingData()
    {
        var analysis = Begin();
        for (var second = 1; second <= 200; second++)
        {
            analysis.Observe(Sample(second, (second % 5 == 0 ? 1 : 0, 0), (0, 0)));
        }

        analysis.Judge(At(200)).Verdict.ShouldBe(RolloutVerdict.Inconclusive);
        analysis.Judge(At(200)).Message.ShouldBe("Waiting for the canary's first requests.");
    }

    [Fact]
    public void ErrorRatio_AtAnyTime_HoldsTheTruthAndNarrows()
    {
        const int Runs = 200;
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var missed = 0;
        for (var run = 0; run < Runs; run++)
        {
            var analysis = Begin();
            var traffic = new Traffic(random) { StableRate = 0.05, CanaryRate = 0.05, CanaryShare = 0.3 };
            var isMissed = false;
            for (var second = 0; second < 150; second++)
            {
                analysis.Observe(traffic.Next());
                isMissed |= analysis.ErrorRatio is { Lower: > 1 } or { Upper: < 1 };
            }

            missed += isMissed ? 1 : 0;
            analysis.ErrorRatio.Upper.ShouldBeLessThan(2.6, $"seed {seed}");
        }

        // Two are expected at most.
        missed.ShouldBeLessThan(9, $"seed {seed}");
    }

    [Theory]
    [InlineData(0.02, true)]
    [InlineData(0.08, false)]
    public void Judge_EarlyPromotion_NeedsProofThatItIsNotWorse(double canaryRate, bool isProven)
    {
        var analysis = Begin(AnalysisSettings.Default with { EarlyPromotionRatio = 2, FalseAlarmRate = 0.01, ToleratedRatio = 5 });
        var traffic = new Traffic(new Random(11)) { StableRate = 0.03, CanaryRate = canaryRate, CanaryShare = 0.5 };
        for (var second = 0; second < 200; second++)
        {
            analysis.Observe(traffic.Next());
        }

        analysis.Judge(traffic.Now).IsProvenGood.ShouldBe(isProven);
    }

    [Fact]
    public void Judge_EarlyPromotionWithoutAnyFailure_ProvesNothing()
    {
        var analysis = Begin(AnalysisSettings.Default with { EarlyPromotionRatio = 2 });
        for (var second = 1; second <= 600; second++)
        {
            analysis.Observe(Sample(second, (90, 0), (10, 0)));
        }

        analysis.Judge(At(600)).IsProvenGood.ShouldBeFalse();
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
}
