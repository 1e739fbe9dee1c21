using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Traffic;

namespace Portal.Operators.Tests.Rollouts.Traffic;

public sealed class NginxIngressTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly JsonObject Rollout = Parse("""{"metadata":{"name":"p","namespace":"space","uid":"u1"},"spec":{}}""");
    private static readonly JsonObject Stable = Parse(
        """
        {"metadata":{"name":"web","namespace":"space"},
         "spec":{"ingressClassName":"nginx","tls":[{"hosts":["a.example"]}],"rules":[
           {"host":"a.example","http":{"paths":[{"path":"/","pathType":"Prefix","backend":{"service":{"name":"p-stable","port":{"number":80}}}},
                                                {"path":"/other","pathType":"Prefix","backend":{"service":{"name":"other","port":{"number":80}}}}]}},
           {"host":"b.example","http":{"paths":[{"path":"/","pathType":"Prefix","backend":{"service":{"name":"other","port":{"number":80}}}}]}}]}}
        """);

    [Fact]
    public void Canary_OfAnIngress_HasOnlyThePathsToTheStableService()
    {
        var canary = NginxIngress.Canary(Rollout, Stable, new SetWeight(25), At);
        canary["spec"]!.ToJsonString().ShouldBe(
            """{"rules":[{"host":"a.example","http":{"paths":[{"path":"/","pathType":"Prefix","backend":{"service":{"name":"p-canary","port":{"number":80}}}}]}}],"ingressClassName":"nginx"}""");
        canary.Annotation("nginx.ingress.kubernetes.io/canary").ShouldBe("true");
        canary.Annotation("nginx.ingress.kubernetes.io/canary-weight").ShouldBe("25");
        NginxIngress.IsOurs(Rollout, canary).ShouldBeTrue();
    }

    [Fact]
    public void Read_WhatWasMade_IsTheSameWithItsHeaderAndTime()
    {
        var split = new SetWeight(25, new HeaderMatch("x-canary", "yes"));
        NginxIngress.Read(Rollout, Stable, NginxIngress.Canary(Rollout, Stable, split, At))
            .ShouldBe(new ObservedRoute(25, true, null, true) { Header = split.Header, SetAt = At });
    }

    [Fact]
    public void Read_AfterTheOwnerChangedAPath_IsNoWeightThatIsEverWanted()
    {
        var canary = NginxIngress.Canary(Rollout, Stable, new SetWeight(25), At);
        var changed = Stable.DeepClone().AsObject();
        changed["spec"]!["rules"]![0]!["http"]!["paths"]![0]!["path"] = "/ci";
        NginxIngress.Read(Rollout, changed, canary).CanaryWeight.ShouldBe(-1);
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
