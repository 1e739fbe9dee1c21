using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Traffic;

namespace Portal.Operators.Tests.Rollouts.Traffic;

public sealed class VirtualServiceShapeTests
{
    private static readonly ResourceKey Rollout = new("space", "p");
    private readonly VirtualServiceShape _shape = new();

    [Theory]
    [InlineData("p-stable", "p-stable")]
    [InlineData("p-stable.space", "p-stable")]
    [InlineData("p-stable.space.svc.cluster.local", "p-stable")]
    [InlineData("p-stable.elsewhere.svc.cluster.local", null)]
    [InlineData("example.com", null)]
    public void Service_Host_IsOursOnlyInThisNamespace(string host, string? service) => _shape.Service(Destination(host), "space").ShouldBe(service);

    [Fact]
    public void Point_FullHostWithSubset_KeepsTheDomainAndDropsTheSubset()
    {
        var backend = Destination("p-stable.space.svc.cluster.local");
        backend["destination"]!["subset"] = "v1";
        _shape.Point(backend, "p-canary");
        backend.ToJsonString().ShouldBe("""{"destination":{"host":"p-canary.space.svc.cluster.local"}}""");
    }

    [Theory]
    [InlineData("""[{"destination":{"host":"p-stable"}}]""", 0)]
    [InlineData("""[{"destination":{"host":"p-stable"},"weight":70},{"destination":{"host":"p-canary"},"weight":30}]""", 30)]
    [InlineData("""[{"destination":{"host":"p-stable"},"weight":100},{"destination":{"host":"p-canary"}}]""", 0)]
    public void Read_Destinations_AreShares(string destinations, int weight) => Read(destinations)!.CanaryWeight.ShouldBe(weight);

    [Fact]
    public void Read_ErrorOfIstiosAnalysis_IsNotAccepted() =>
        Read("""[{"destination":{"host":"p-stable"}}]""", """{"validationMessages":[{"level":"ERROR","type":{"name":"ReferencedResourceNotFound"}}]}""")
            .ShouldBe(new ObservedRoute(0, false, "ReferencedResourceNotFound"));

    [Fact]
    public void Match_RuleWithMatches_NarrowsEach()
    {
        var rule = JsonNode.Parse("""{"match":[{"uri":{"prefix":"/a"}},{"headers":{"x-old":{"exact":"1"}}}]}""")!.AsObject();
        _shape.Match(rule, new HeaderMatch("x-canary", "yes"));
        rule.ToJsonString().ShouldBe(
            """{"match":[{"uri":{"prefix":"/a"},"headers":{"x-canary":{"exact":"yes"}}},{"headers":{"x-old":{"exact":"1"},"x-canary":{"exact":"yes"}}}]}""");
        _shape.Matched(rule).ShouldBe(new HeaderMatch("x-canary", "yes"));
    }

    private static JsonObject Destination(string host) => new() { ["destination"] = new JsonObject { ["host"] = host } };

    private ObservedRoute? Read(string destinations, string status = "{}") => RouteReading.Read(
        _shape, JsonNode.Parse($$$"""{"metadata":{},"spec":{"http":[{"route":{{{destinations}}}}]},"status":{{{status}}}}""")!.AsObject(), Rollout);
}
