using System.Text.Json.Nodes;
using Portal.Domain.Objectives;

namespace Portal.Domain.Tests.Objectives;

public sealed class OpenSloDocumentTests
{
    private const string Rollout =
        """{"spec":{"ratioMetric":{"counter":true,"bad":{},"total":{"metricSource":{"type":"rollout","spec":{"name":"ci-status"}}}}}}""";

    [Fact]
    public void Read_RolloutsRequests_IsTheObjectiveWithTheWorkbooksAlerts()
    {
        var reading = OpenSloDocument.Read(Document("""{"duration":"30d","isRolling":true}""", """{"target":0.999}"""));

        reading.Problems.ShouldBeEmpty();
        reading.Warnings.ShouldBeEmpty();
        var slo = reading.Objective!;
        (slo.Name, slo.Service, slo.Target, slo.Period).ShouldBe(("availability", "ci-status", 0.999, TimeSpan.FromDays(30)));
        slo.Indicator.ShouldBe(new ObjectiveIndicator("rollout", "ci-status", "", CountsBad: true, null));
        slo.Alerts.ShouldBe(BurnAlert.Standard(TimeSpan.FromDays(30)));
    }

    [Fact]
    public void Read_Prometheus_TakesGoodOverTotal()
    {
        var reading = OpenSloDocument.Read(Document("""{"duration":"4w"}""", """{"targetPercent":99.5}""",
            """
            {"spec":{"ratioMetric":{"counter":true,"good":{"metricSource":{"type":"prometheus","spec":{"query":"sum(good)"}}},
              "total":{"metricSource":{"type":"prometheus","spec":{"query":"sum(total)","url":"http://p:9090","secret":"portal-metrics"}}}}}}
            """));

        reading.Problems.ShouldBeEmpty();
        reading.Objective!.Target.ShouldBe(0.995, 1e-12);
        reading.Objective.Indicator.ShouldBe(new ObjectiveIndicator("prometheus", "sum(total)", "sum(good)", CountsBad: false, "http://p:9090") { Secret = "portal-metrics" });
    }

    [Theory]
    [InlineData("""{"duration":"30D"}""", """{"target":0.999}""", "/spec/timeWindow/0/duration")]
    [InlineData("""{"duration":"1Q"}""", """{"target":0.999}""", "/spec/timeWindow/0/duration")]
    [InlineData("""{"duration":"30m"}""", """{"target":0.999}""", "/spec/timeWindow/0/duration")]
    [InlineData("""{"duration":"30d","isRolling":false}""", """{"target":0.999}""", "/spec/timeWindow/0/isRolling")]
    [InlineData("""{"duration":"30d"}""", """{"target":99.9}""", "/spec/objectives/0/target")]
    [InlineData("""{"duration":"30d"}""", """{"target":1}""", "/spec/objectives/0/target")]
    [InlineData("""{"duration":"30d"}""", """{}""", "/spec/objectives/0/target")]
    [InlineData("""{"duration":"30d"}""", """{"target":0.99,"targetPercent":99}""", "/spec/objectives/0/target")]
    public void Read_Trap_IsRefusedAtItsPlace(string window, string objective, string pointer)
    {
        var reading = OpenSloDocument.Read(Document(window, objective));

        reading.Objective.ShouldBeNull();
        reading.Problems.Select(problem => problem.Pointer).ShouldBe([pointer]);
    }

    [Fact]
    public void Read_BurnAlerts_AreTheExtensions()
    {
        var document = Document("""{"duration":"30d"}""", """{"target":0.999}""");
        document["spec"]!["burnAlerts"] = JsonNode.Parse("""[{"severity":"page","longWindow":"30m","shortWindow":"5m","factor":20},{"severity":"warn","longWindow":"1h","shortWindow":"2h","factor":-1}]""");

        var reading = OpenSloDocument.Read(document);

        reading.Problems.Select(problem => problem.Pointer).ShouldBe(["/spec/burnAlerts/1/severity", "/spec/burnAlerts/1/shortWindow", "/spec/burnAlerts/1/factor"]);
        document["spec"]!["burnAlerts"]!.AsArray().RemoveAt(1);
        OpenSloDocument.Read(document).Objective!.Alerts.ShouldBe([new BurnAlert(BurnSeverity.Page, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(5), 20)]);
    }

    [Fact]
    public void Read_ConditionWithLte_IsAllowedAndCalledUnwise()
    {
        var document = Document("""{"duration":"30d"}""", """{"target":0.999}""");
        document["spec"]!["alertPolicies"] = JsonNode.Parse("""[{"kind":"AlertPolicy","spec":{"conditions":[{"kind":"AlertCondition","spec":{"condition":{"kind":"burnrate","op":"lte","threshold":2,"lookbackWindow":"1h"}}}]}}]""");

        var reading = OpenSloDocument.Read(document);

        reading.Objective.ShouldNotBeNull();
        reading.Warnings.Select(warning => warning.Pointer).ShouldBe(["/spec/alertPolicies/0/spec/conditions/0/spec/condition/op", "/spec/alertPolicies"]);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"apiVersion":"openslo/v1","kind":"SLO","metadata":{"name":5},"spec":[]}""")]
    [InlineData("""{"apiVersion":"openslo/v1","kind":"SLO","metadata":[],"spec":{"timeWindow":"x","objectives":[1],"indicator":[],"burnAlerts":{}}}""")]
    public void Read_AnythingElse_IsRefusedAndNeverThrows(string document) => OpenSloDocument.Read(JsonNode.Parse(document)).Objective.ShouldBeNull();

    private static JsonObject Document(string window, string objective, string indicator = Rollout) => JsonNode.Parse(
        $$$"""
        {"apiVersion":"openslo/v1","kind":"SLO","metadata":{"name":"availability"},
         "spec":{"service":"ci-status","budgetingMethod":"Occurrences","indicator":{{{indicator}}},"timeWindow":[{{{window}}}],"objectives":[{{{objective}}}]} }
        """)!.AsObject();
}
