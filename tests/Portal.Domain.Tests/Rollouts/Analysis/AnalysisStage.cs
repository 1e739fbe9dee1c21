using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Analysis;

namespace Portal.Domain.Tests.Rollouts.Analysis;

/// <summary>An analysis to feed by hand, a second at a time.</summary>
internal static class AnalysisStage
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    public static CanaryAnalysis Begin(AnalysisSettings? settings = null)
    {
        var analysis = new CanaryAnalysis(settings ?? AnalysisSettings.Default);
        analysis.BeginStep(Start);
        return analysis;
    }

    public static Traffic Healthy(CanaryAnalysis analysis, int seconds)
    {
        var traffic = new Traffic(new Random(7));
        for (var i = 0; i < seconds; i++)
        {
            analysis.Observe(traffic.Next());
        }

        return traffic;
    }

    public static DateTimeOffset At(int second) => Start + TimeSpan.FromSeconds(second);

    public static AnalysisSample Sample(int second, (long Requests, long Errors) stable, (long Requests, long Errors) canary) =>
        new(At(second), new ArmSample(stable.Requests, stable.Errors, 0), new ArmSample(canary.Requests, canary.Errors, 0));
}
