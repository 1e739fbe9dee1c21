using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Operators.Rollouts.Documents;

namespace Portal.Operators.Tests.Rollouts.Documents;

public sealed class AnalysisDocumentTests
{
    [Fact]
    public void Read_NothingGiven_IsTheDefault()
    {
        var problems = new List<StrategyProblem>();

        AnalysisDocument.Read(null, AnalysisSettings.Default.Interval, problems).ShouldBe(AnalysisSettings.Default);
        problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("PT0.5S")]
    [InlineData("PT0.001S")]
    public void Read_IntervalBelowASecond_IsRefusedByName(string interval)
    {
        var problems = new List<StrategyProblem>();

        AnalysisDocument.Read(JsonNode.Parse($$$"""{"analysis":{"interval":"{{{interval}}}"}}""")!.AsObject(), TimeSpan.FromSeconds(1), problems);

        problems.ShouldBe([new StrategyProblem("/spec/analysis/interval", "must be at least PT1S")]);
    }

    [Fact]
    public void Read_EverythingGiven_IsTaken()
    {
        var problems = new List<StrategyProblem>();
        var spec = JsonNode.Parse(
            """
            {"analysis":{"interval":"PT5S","falseAlarmRate":0.001,"noDataTimeout":"PT1M","noDataPolicy":"Hold","latencyBound":"PT0.25S","toleratedRatio":1.5,"warmUp":"PT30S",
             "objectiveTarget":0.999,"spendCap":500,"earlyPromotionRatio":2}}
            """)!.AsObject();

        AnalysisDocument.Read(spec, TimeSpan.FromSeconds(15), problems).ShouldBe(new AnalysisSettings
        {
            Interval = TimeSpan.FromSeconds(5),
            FalseAlarmRate = 0.001,
            NoDataTimeout = TimeSpan.FromMinutes(1),
            NoDataPolicy = NoDataPolicy.Hold,
            LatencyBound = TimeSpan.FromMilliseconds(250),
            ToleratedRatio = 1.5,
            WarmUp = TimeSpan.FromSeconds(30),
            ObjectiveTarget = 0.999,
            SpendCap = 500,
            EarlyPromotionRatio = 2,
        });
        problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("falseAlarmRate", "0", "must be between 0 and 1")]
    [InlineData("objectiveTarget", "1", "must be between 0 and 1")]
    [InlineData("toleratedRatio", "0.5", "must be from 1 to 100")]
    [InlineData("earlyPromotionRatio", "1000", "must be from 1 to 100")]
    [InlineData("spendCap", "0", "must be a number of requests above 0")]
    [InlineData("noDataPolicy", "\"Wait\"", "must be RollBack or Hold")]
    [InlineData("warmUp", "\"soon\"", "must be an ISO 8601 duration above zero, such as PT30S")]
    public void Read_WrongValue_IsNamed(string name, string value, string problem)
    {
        var problems = new List<StrategyProblem>();

        AnalysisDocument.Read(JsonNode.Parse($$$"""{"analysis":{"{{{name}}}":{{{value}}}}}""")!.AsObject(), TimeSpan.FromSeconds(1), problems);

        problems.ShouldBe([new StrategyProblem($"/spec/analysis/{name}", problem)]);
    }
}
