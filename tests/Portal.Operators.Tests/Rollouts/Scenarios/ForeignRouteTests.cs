using System.Net;
using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts.Scenarios;

/// <summary>Routes that somebody else made: changed as little as can be, shared with nobody, and given back.</summary>
public sealed class ForeignRouteTests
{
    private const string Steps = """[{"setWeight":20},{"analyze":{"duration":"PT3S"}},{"setWeight":100}]""";

    private const string SharedRule =
        """[{"backendRefs":[{"name":"ci-status-stable","port":80,"weight":1},{"name":"legacy","port":80,"weight":3}]}]""";

    [Fact]
    public async Task S17_BackendsOfOthersInTheRule_KeepTheirShareAndComeBackAsTheyWere()
    {
        await using var stage = await VirtualStage.InstalledAsync(SharedRule);
        var before = (await stage.RouteAsync())["spec"]!.ToJsonString();
        await stage.UpgradeTo20Async(Steps);

        var backends = (await stage.RouteAsync()).ItemsAt("spec", "rules").Single().ItemsAt("backendRefs")
            .ToDictionary(backend => backend.TextAt("name")!, backend => backend.WholeAt("weight"));
        backends.ShouldBe(new Dictionary<string, long?> { ["ci-status-stable"] = 80, ["legacy"] = 300, ["ci-status-canary"] = 20 }, ignoreOrder: true);

        await stage.UntilAsync("Completed", "1.1.0");
        await stage.PassAsync(2);
        (await stage.RouteAsync())["spec"]!.ToJsonString().ShouldBe(before);
    }

    [Fact]
    public async Task S17_WhatTheOwnerChangesMeanwhile_StaysWhenTheRouteIsGivenBack()
    {
        await using var stage = await VirtualStage.MidCanaryAsync(Steps);
        var route = await stage.RouteAsync();
        route["spec"]!["rules"]![0]!["matches"]![0]!["path"]!["value"] = "/ci";
        await stage.Client.ReplaceAsync(ResourceKind.HttpRoute, route, CancellationToken.None);

        await stage.UntilAsync("Completed", "1.1.0");
        await stage.PassAsync(2);

        var rule = (await stage.RouteAsync()).ItemsAt("spec", "rules").Single();
        rule.ItemsAt("matches").Single().TextAt("path", "value").ShouldBe("/ci");
        rule.ItemsAt("backendRefs").Select(backend => backend.TextAt("name")).ShouldBe(["ci-status-stable"]);
    }

    [Fact]
    public async Task S20_SecondRolloutOnOneRoute_IsRejectedAndGoesOnOnceTheFirstIsGone()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await stage.PassAsync(1);
        var second = StageDocuments.Rollout("1.0.0", """[{"setWeight":100}]""");
        second["metadata"]!["name"] = "other";
        second["spec"]!["traffic"] = new JsonObject { ["gatewayAPI"] = new JsonObject { ["httpRoute"] = VirtualStage.Plugin } };
        await stage.Client.CreateAsync(RolloutNames.PluginRollout, second, CancellationToken.None);
        var key = new ResourceKey(VirtualStage.Space, "other");

        await stage.LookAsync(key);
        var status = (await stage.Client.FindAsync(RolloutNames.PluginRollout, key, CancellationToken.None)).ObjectAt("status");
        status.ItemsAt("conditions").Single(condition => condition.TextAt("type") == "Conflict").TextAt("message")!.ShouldContain("PluginRollout ci-status");
        (await stage.Client.FindAsync(ResourceKind.Deployment, new(VirtualStage.Space, "other-stable"), CancellationToken.None)).ShouldBeNull();

        await stage.Client.DeleteAsync(RolloutNames.PluginRollout, VirtualStage.Key, CancellationToken.None);
        await stage.PassAsync(5);
        (await stage.FindAsync()).ShouldBeNull();
        await stage.LookAsync(key);
        await stage.LookAsync(key);
        (await stage.Client.FindAsync(ResourceKind.Deployment, new(VirtualStage.Space, "other-stable"), CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task S41_RestoreThatIsRefused_SaysSoAndMayBeGivenUp()
    {
        await using var stage = await VirtualStage.MidCanaryAsync(Steps);
        stage.Handler.Fault = request => request.Method == HttpMethod.Patch && request.RequestUri!.AbsolutePath.Contains("/httproutes/", StringComparison.Ordinal)
            ? Refusal.Of(HttpStatusCode.Forbidden, "Forbidden")
            : null;
        await stage.Client.DeleteAsync(RolloutNames.PluginRollout, VirtualStage.Key, CancellationToken.None);
        await stage.PassAsync(5);
        (await stage.StatusAsync()).ItemsAt("conditions").Single(condition => condition.TextAt("type") == "FinalizeBlocked").TextAt("message")!
            .ShouldContain(RolloutNames.SkipRestoreAnnotation);

        await stage.ChangeAsync(rollout => rollout["metadata"]!["annotations"] = new JsonObject { [RolloutNames.SkipRestoreAnnotation] = "true" });
        await stage.PassAsync(1);
        (await stage.FindAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task S42_RouteThatIsGone_HoldsNoDeletionUp()
    {
        await using var stage = await VirtualStage.MidCanaryAsync(Steps);
        await stage.Client.DeleteAsync(ResourceKind.HttpRoute, VirtualStage.Key, CancellationToken.None);
        await stage.Client.DeleteAsync(RolloutNames.PluginRollout, VirtualStage.Key, CancellationToken.None);
        await stage.PassAsync(1);
        (await stage.FindAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task S45_Deletion_RollsNoStablePod()
    {
        await using var stage = await VirtualStage.MidCanaryAsync(Steps);
        var template = (await stage.DeploymentAsync("stable"))!.At("spec", "template")!.ToJsonString();
        await stage.Client.DeleteAsync(RolloutNames.PluginRollout, VirtualStage.Key, CancellationToken.None);
        var looks = 0;
        while (await stage.FindAsync() is not null)
        {
            (await stage.DeploymentAsync("stable"))!.At("spec", "template")!.ToJsonString().ShouldBe(template);
            (++looks).ShouldBeLessThan(100);
            await stage.PassAsync(0.25);
        }

        looks.ShouldBeGreaterThan(3);
    }
}
