using System.Text.Json.Nodes;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Rollouts.Traffic;

namespace Portal.Operators.Tests.Rollouts.Traffic;

public sealed class RouteReadingTests
{
    [Fact]
    public void Read_AcceptedForThisGeneration_CarriesItsWeight() =>
        Read("""{"name":"p-stable","weight":75},{"name":"p-canary","weight":25}""", generation: 3, observed: 3).ShouldBe(new ObservedRoute(25, true));

    [Fact]
    public void Read_AcceptedForAnEarlierGeneration_IsNotAccepted() =>
        Read("""{"name":"p-stable","weight":75},{"name":"p-canary","weight":25}""", generation: 4, observed: 3).ShouldBe(new ObservedRoute(25, false));

    [Fact]
    public void Read_NoCanaryBackend_IsWeightZero() => Read("""{"name":"p-stable"}""", 1, 1).ShouldBe(new ObservedRoute(0, true));

    [Fact]
    public void Read_NoWeights_AreEqualShares() => Read("""{"name":"p-stable"},{"name":"p-canary"}""", 1, 1)!.CanaryWeight.ShouldBe(50);

    [Fact]
    public void Read_AllZero_IsNoWeightAtAll() => Read("""{"name":"p-stable","weight":0},{"name":"p-canary","weight":0}""", 1, 1)!.CanaryWeight.ShouldBe(-1);

    [Fact]
    public void Read_ForeignRouteOnly_IsNotAccepted() => Read("""{"name":"other","weight":1}""", 1, 1)!.Accepted.ShouldBeFalse();

    private static ObservedRoute? Read(string backends, int generation, int observed) => RouteReading.Read(
        new HttpRouteShape(),
        JsonNode.Parse(
            $$$"""
            {"metadata":{"generation":{{{generation}}}},"spec":{"rules":[{"backendRefs":[{{{backends}}}]}]},
             "status":{"parents":[{"conditions":[{"type":"Accepted","status":"True","observedGeneration":{{{observed}}}}]}]}}
            """)!.AsObject(),
        new("space", "p"));
}
