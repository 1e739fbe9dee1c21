using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;

namespace Portal.Domain.Tests.Rollouts;

public sealed class StrategyDocumentTests
{
    [Fact]
    public void Read_EveryStep_RoundTripsInBothForms()
    {
        var strategy = new CanaryStrategy(
            [new SetWeightStep(10), new AnalyzeStep(TimeSpan.FromSeconds(8)), new PauseStep(TimeSpan.FromMinutes(1)), new PauseStep(null), new ApproveStep(),
             new ApproveStep { Groups = ["leads", "qa"], Deadline = TimeSpan.FromHours(4), OnDeadline = ApprovalTimeout.Promote },
             new SetCanaryScaleStep(3), new SetCanaryScaleStep(null, 50), new SetCanaryScaleStep(null, null, true),
             new HeaderStep(new HeaderMatch("x-canary", "yes")), new SetWeightStep(100)]);

        StrategyDocument.Read(Reparse(StrategyDocument.Write(strategy))).Strategy.ShouldBe(strategy);
        StrategyDocument.ReadResource(Reparse(StrategyDocument.WriteResource(strategy))).Strategy.ShouldBe(strategy);
    }

    [Fact]
    public void Read_Instant_RoundTripsInBothForms()
    {
        StrategyDocument.Read(StrategyDocument.Write(new InstantStrategy())).Strategy.ShouldBe(new InstantStrategy());
        StrategyDocument.ReadResource(StrategyDocument.WriteResource(new InstantStrategy())).Strategy.ShouldBe(new InstantStrategy());
    }

    [Fact]
    public void Read_BlueGreenAndRolling_RoundTripInBothForms()
    {
        foreach (var strategy in (RolloutStrategy[])
        [
            new BlueGreenStrategy(),
            new BlueGreenStrategy { Approve = new ApproveStep { Groups = ["qa"] }, Analyze = TimeSpan.FromMinutes(3), KeepOldFor = TimeSpan.FromMinutes(9) },
            new RollingStrategy { MaxSurge = 50, MaxUnavailable = 10 },
        ])
        {
            StrategyDocument.Read(Reparse(StrategyDocument.Write(strategy))).Strategy.ShouldBe(strategy);
            StrategyDocument.ReadResource(Reparse(StrategyDocument.WriteResource(strategy))).Strategy.ShouldBe(strategy);
        }
    }

    [Fact]
    public void Read_Nothing_IsTheDefault() => StrategyDocument.Read(null).Strategy.ShouldBe(RolloutStrategy.Default);

    [Theory]
    [InlineData("""[]""", "")]
    [InlineData("""{"kind":"blue"}""", "/kind")]
    [InlineData("""{"kind":"canary","steps":[]}""", "/steps")]
    [InlineData("""{"kind":"canary","steps":[{"setWeight":0}]}""", "/steps/0/setWeight")]
    [InlineData("""{"kind":"canary","steps":[{"setWeight":101}]}""", "/steps/0/setWeight")]
    [InlineData("""{"kind":"canary","steps":[{"setWeight":1.5}]}""", "/steps/0/setWeight")]
    [InlineData("""{"kind":"canary","steps":[{"setWeight":"10"}]}""", "/steps/0/setWeight")]
    [InlineData("""{"kind":"canary","steps":[{"setWeight":1e300}]}""", "/steps/0/setWeight")]
    [InlineData("""{"kind":"canary","steps":[{"setWeight":50},{"setWeight":20}]}""", "/steps/1/setWeight")]
    [InlineData("""{"kind":"canary","steps":[{"analyze":{"duration":"PT5S"}}]}""", "/steps/0")]
    [InlineData("""{"kind":"canary","steps":[{"setWeight":5},{"analyze":{}}]}""", "/steps/1/analyze/duration")]
    [InlineData("""{"kind":"canary","steps":[{"pause":{"duration":"5 s"}}]}""", "/steps/0/pause/duration")]
    [InlineData("""{"kind":"canary","steps":[{"pause":{"duration":"-PT5S"}}]}""", "/steps/0/pause/duration")]
    [InlineData("""{"kind":"canary","steps":[{"approve":true}]}""", "/steps/0/approve")]
    [InlineData("""{"kind":"canary","steps":[{"setWeight":5,"approve":{}}]}""", "/steps/0")]
    [InlineData("""{"kind":"canary","steps":[null]}""", "/steps/0")]
    [InlineData("""{"kind":"canary","steps":[{"jump":3}]}""", "/steps/0")]
    [InlineData("""{"kind":"canary","steps":[{"approve":{"deadline":"soon"}}]}""", "/steps/0/approve/deadline")]
    [InlineData("""{"kind":"canary","steps":[{"approve":{"onDeadline":"hold"}}]}""", "/steps/0/approve/onDeadline")]
    [InlineData("""{"kind":"canary","steps":[{"approve":{"deadline":"PT1H","onDeadline":"panic"}}]}""", "/steps/0/approve/onDeadline")]
    [InlineData("""{"kind":"canary","steps":[{"approve":{"groups":[]}}]}""", "/steps/0/approve/groups")]
    [InlineData("""{"kind":"canary","steps":[{"setCanaryScale":{"replicas":0}}]}""", "/steps/0/setCanaryScale")]
    [InlineData("""{"kind":"canary","steps":[{"setCanaryScale":{"replicas":1,"percent":5}}]}""", "/steps/0/setCanaryScale")]
    [InlineData("""{"kind":"canary","steps":[{"header":{"name":"x canary","value":"yes"}}]}""", "/steps/0/header/name")]
    [InlineData("""{"kind":"canary","steps":[{"header":{"name":"x-canary"}}]}""", "/steps/0/header/value")]
    [InlineData("""{"kind":"blueGreen","keepOldFor":"later"}""", "/keepOldFor")]
    [InlineData("""{"kind":"blueGreen","analyze":{}}""", "/analyze/duration")]
    [InlineData("""{"kind":"rolling","maxSurge":0}""", "/maxSurge")]
    [InlineData("""{"kind":"rolling","steps":[]}""", "/steps")]
    [InlineData("""{"kind":"canary","stepps":[]}""", "/stepps")]
    [InlineData("""{"kind":"instant","steps":[]}""", "/steps")]
    public void Read_Wrong_SaysWhere(string json, string path)
    {
        var reading = StrategyDocument.Read(JsonNode.Parse(json));

        reading.IsValid.ShouldBeFalse();
        reading.Problems.Select(problem => problem.Path).ShouldBe([path]);
    }

    private static JsonNode Reparse(JsonNode node) => JsonNode.Parse(node.ToJsonString())!;
}
