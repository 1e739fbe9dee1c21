using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Analysis;
using static Portal.Domain.Tests.Rollouts.Analysis.AnalysisStage;

namespace Portal.Domain.Tests.Rollouts.Analysis;

/// <summary>What ends or holds a rollout without a comparison.</summary>
public sealed class CanaryGuardTests
{
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
    public void Judge_EverythingFailsLate_FailsWithinASecondOrTwo()
    {
        var analysis = Begin();
        Healthy(analysis, 600);
        analysis.Observe(Sample(601, (90, 0), (10, 10)));
        analysis.Observe(Sample(602, (90, 0), (10, 10)));
        analysis.Observe(Sample(603, (90, 0), (10, 10)));

        analysis.Judge(At(603)).Verdict.ShouldBe(RolloutVerdict.Failed);
        analysis.Judge(At(603)).Message.ShouldStartWith("More than half of the canary's latest requests fail: ");
    }

    [Fact]
    public void Judge_EverythingFailsInBothArms_DoesNotBlameTheCanary()
    {
        var analysis = Begin(AnalysisSettings.Default with { ObjectiveTarget = 0.999 });
        Healthy(analysis, 60);
        for (var second = 61; second <= 120; second++)
        {
            analysis.Observe(Sample(second, (90, 90), (10, 10)));
        }

        var report = analysis.Judge(At(120));
        (report.Verdict, report.Holds).ShouldBe((RolloutVerdict.Inconclusive, true));
        report.Message.ShouldMatch(@"^The whole service burns its error budget \d+ times too fast \(objective 99\.9 %\); the canary is not the reason; held\.$");
    }

    [Fact]
    public void Judge_NoStableTrafficLeft_IsJudgedByTheObjective()
    {
        var analysis = Begin(AnalysisSettings.Default with { ObjectiveTarget = 0.999 });
        var second = 0;
        while (!analysis.HasFailed)
        {
            analysis.Observe(Sample(++second, (0, 0), (100, 8)));
            second.ShouldBeLessThan(30);
        }

        analysis.Judge(At(second)).Message.ShouldContain("more than 1.44 % burns the error budget too fast");
    }

    [Theory]
    [InlineData(3, 0, false, null)]
    [InlineData(3, 2, false, null)]
    [InlineData(3, 3, false, "The canary's pods have crashed 3 times.")]
    [InlineData(3, 1, true, "The canary's pods keep crashing.")]
    [InlineData(0, 1, false, "The canary has no ready pod left.")]
    public void Judge_Pods_FailWhenTheyKeepCrashing(int ready, int restarts, bool crashLooping, string? reason)
    {
        var analysis = Begin();
        Healthy(analysis, 10);
        analysis.Observe(new CanaryPods(3, 3, 7, CrashLooping: false));
        analysis.Observe(new CanaryPods(3, ready, 7 + restarts, crashLooping));

        analysis.HasFailed.ShouldBe(reason is not null);
        analysis.Judge(At(10)).Message.ShouldStartWith(reason ?? "0 of");
    }

    [Fact]
    public void Judge_SpendCapIsReached_Fails()
    {
        var analysis = Begin(AnalysisSettings.Default with { SpendCap = 20, FalseAlarmRate = 1e-12 });
        for (var second = 1; second <= 30; second++)
        {
            analysis.Observe(Sample(second, (90, 9), (10, 2)));
            analysis.HasFailed.ShouldBe(second >= 20, $"second {second}");
        }

        analysis.Judge(At(30)).Message.ShouldBe("The canary has cost 20 failed requests more than the stable version would have; the rollout may cost 20.");
    }
}
