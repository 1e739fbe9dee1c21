using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Freezing;
using Portal.Operators.Rollouts.Documents;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts.Documents;

/// <summary>What the operator itself reads of a spec, for API servers that let more through than the schema does.</summary>
public sealed class SpecDocumentTests
{
    [Fact]
    public void Read_RollbackAndFreezeWindows_AreTaken()
    {
        var spec = Read("""
            {"rollback":{"mode":"gradual","keepCanaryFor":"PT10M","recentRevisions":2},
             "freezeWindows":[{"name":"nights","timeZone":"Europe/Berlin","weekly":{"days":["Mon","Fri"],"from":"18:00","to":"08:00"}},
                              {"dated":{"from":"2026-12-24T00:00","to":"2027-01-02T06:00"}}]}
            """).Spec!;
        spec.Rollback.ShouldBe(new RollbackSettings { Mode = RollbackMode.Gradual, KeepCanaryFor = TimeSpan.FromMinutes(10), RecentRevisions = 2 });
        spec.FreezeWindows.ShouldBe(
        [
            new FreezeWindow("nights", new WeeklyFreeze(
                [DayOfWeek.Monday, DayOfWeek.Friday], new TimeOnly(18, 0), new TimeOnly(8, 0), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"))),
            new FreezeWindow("without a name", new DatedFreeze(new DateTime(2026, 12, 24), new DateTime(2027, 1, 2, 6, 0, 0), TimeZoneInfo.Utc)),
        ]);
    }

    [Fact]
    public void Read_ReplicasLeftOut_AreSomebodyElses()
    {
        var rollout = StageDocuments.Rollout("1.0.0", """[{"setWeight":100}]""");
        rollout["spec"]!.AsObject().Remove("replicas");
        SpecDocument.Read(rollout).Spec!.Replicas.ShouldBeNull();
    }

    [Fact]
    public void Read_FreezeOverride_IsTaken() =>
        Overridden("""{"by":"ann","why":"security","until":"2026-12-24T18:00:00Z"}""").Spec!.FreezeOverride
            .ShouldBe(new FreezeOverride("ann", "security", new DateTimeOffset(2026, 12, 24, 18, 0, 0, TimeSpan.Zero)));

    [Theory]
    [InlineData("ann said so")]
    [InlineData("""{"by":"ann","until":"2026-12-24T18:00:00Z"}""")]
    [InlineData("""{"by":"ann","why":"security","until":"later"}""")]
    public void Read_FreezeOverrideThatSaysTooLittle_IsRefused(string text) =>
        Overridden(text).Problems.Select(problem => problem.Path).ShouldBe(["/metadata/annotations/portal.internal/freeze-override"]);

    [Theory]
    [InlineData("""{"rollback":{"mode":"slowly"}}""", "/spec/rollback/mode")]
    [InlineData("""{"rollback":{"keepCanaryFor":"P2D"}}""", "/spec/rollback/keepCanaryFor")]
    [InlineData("""{"rollback":{"recentRevisions":11}}""", "/spec/rollback/recentRevisions")]
    [InlineData("""{"freezeWindows":[{}]}""", "/spec/freezeWindows/0")]
    [InlineData("""{"freezeWindows":[{"timeZone":"Mars/Olympus","weekly":{"days":["Mon"]}}]}""", "/spec/freezeWindows/0/timeZone")]
    [InlineData("""{"freezeWindows":[{"weekly":{"days":["Someday"]}}]}""", "/spec/freezeWindows/0/weekly/days")]
    [InlineData("""{"freezeWindows":[{"weekly":{"days":["Mon"],"from":"25:00"}}]}""", "/spec/freezeWindows/0/weekly/from")]
    [InlineData("""{"freezeWindows":[{"dated":{"from":"2026-12-24T00:00","to":"2026-12-23T00:00"}}]}""", "/spec/freezeWindows/0/dated/to")]
    [InlineData("""{"traffic":{}}""", "/spec/traffic")]
    [InlineData("""{"traffic":{"gatewayAPI":{},"istio":{}}}""", "/spec/traffic")]
    [InlineData("""{"traffic":{"pigeon":{}}}""", "/spec/traffic")]
    [InlineData("""{"traffic":{"replicaRatio":{}},"strategy":{"canary":{"steps":[{"setWeight":75}]}}}""", "/spec/strategy/canary/steps/0")]
    [InlineData("""{"traffic":{"replicaRatio":{}},"strategy":{"canary":{"steps":[{"header":{"name":"a","value":"b"}}]}}}""", "/spec/strategy/canary/steps/0")]
    public void Read_Wrong_NamesThePath(string json, string path) => Read(json).Problems.Select(problem => problem.Path).ShouldBe([path]);

    private static SpecReading Read(string json)
    {
        var rollout = StageDocuments.Rollout("1.0.0", """[{"setWeight":100}]""");
        foreach (var (name, value) in JsonNode.Parse(json)!.AsObject())
        {
            rollout["spec"]![name] = value?.DeepClone();
        }

        return SpecDocument.Read(rollout);
    }

    private static SpecReading Overridden(string text)
    {
        var rollout = StageDocuments.Rollout("1.0.0", """[{"setWeight":100}]""");
        rollout["metadata"]!["annotations"] = new JsonObject { ["portal.internal/freeze-override"] = text };
        return SpecDocument.Read(rollout);
    }
}
