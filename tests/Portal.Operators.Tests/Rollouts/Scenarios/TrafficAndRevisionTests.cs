using System.Net;
using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts.Scenarios;

/// <summary>Scenarios S13 to S43, S67 and S69, as far as they are about what others write meanwhile, headers, and what makes a revision.</summary>
public sealed class TrafficAndRevisionTests
{
    private const string Pausing = """[{"setWeight":20},{"pause":{}},{"setWeight":100}]""";
    private const string WithHeader = """[{"header":{"name":"x-canary","value":"yes"}},{"setWeight":20},{"pause":{}},{"setWeight":100}]""";

    [Fact]
    public async Task S15_ServiceThatIsThereAlready_IsTakenAsItIs()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        var service = (await stage.Client.FindAsync(ResourceKind.Service, new(VirtualStage.Space, "ci-status-canary"), CancellationToken.None))!;
        await stage.UpgradeAsync("1.1.0", """[{"setWeight":100}]""");
        await stage.UntilAsync("Completed", "1.1.0");
        (await stage.Client.FindAsync(ResourceKind.Service, service.Key(), CancellationToken.None))!.TextAt("metadata", "uid").ShouldBe(service.TextAt("metadata", "uid"));
    }

    [Theory]
    [InlineData("""{"containerPort":9090}""", "9090")]
    [InlineData("""{"containerPort":9090,"name":"web"}""", "web")]
    public async Task VersionThatListensElsewhere_HasItsServicesFollowWhileNoTrafficIsOnIt(string port, string target)
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await stage.ChangeAsync(rollout =>
        {
            rollout["spec"] = StageDocuments.Rollout("1.1.0", """[{"setWeight":20},{"analyze":{"duration":"PT5S"}},{"setWeight":100}]""")["spec"]!.DeepClone();
            rollout["spec"]!["template"]!["spec"]!["containers"]![0]!["ports"] = new JsonArray(JsonNode.Parse(port));
        });
        await stage.UntilAsync(status => status.WholeAt("weights", "accepted") == 20 && status.NumberAt("evidence", "canary", "requests") > 0, "the canary is measured");
        (await TargetPortAsync(stage, "stable"), await TargetPortAsync(stage, "canary")).ShouldBe(("8080", target));

        var unserved = await stage.UnservedAsync();
        await stage.UntilAsync("Completed", "1.1.0");
        await stage.PassAsync(5);
        (await TargetPortAsync(stage, "stable")).ShouldBe(target);
        (await stage.UnservedAsync()).ShouldBe(unserved);
    }

    [Fact]
    public async Task S16_WeightsAppliedByAnotherTool_AreSetBackAndToldOnce()
    {
        await using var stage = await VirtualStage.MidCanaryAsync(Pausing);
        var route = await stage.RouteAsync();
        foreach (var backend in route["spec"]!["rules"]![0]!["backendRefs"]!.AsArray())
        {
            backend!["weight"] = 50;
        }

        await stage.Client.ReplaceAsync(ResourceKind.HttpRoute, route, CancellationToken.None);
        await stage.PassAsync(5);
        (await WeightsAsync(stage)).ShouldBe([80, 20]);
        (await stage.StatusAsync()).ItemsAt("timeline").Count(entry => entry.TextAt("kind") == "RouteDrift").ShouldBe(1);
    }

    [Fact]
    public async Task S18_RouteThatIsAsItShouldBe_IsNotWritten()
    {
        await using var stage = await VirtualStage.MidCanaryAsync(Pausing);
        await stage.PassAsync(2);
        var version = (await stage.RouteAsync()).ResourceVersion();
        await stage.PassAsync(20);
        (await stage.RouteAsync()).ResourceVersion().ShouldBe(version);
    }

    [Fact]
    public async Task S19_AutoscalersReplicas_AreSaidByTheAutoscalerThroughAPromotion()
    {
        await using var stage = await VirtualStage.StartAsync();
        var rollout = StageDocuments.Rollout("1.0.0", """[{"setWeight":100}]""");
        rollout["spec"]!.AsObject().Remove("replicas");
        await stage.Client.CreateAsync(RolloutNames.PluginRollout, rollout, CancellationToken.None);
        await stage.UntilAsync("Completed", "1.0.0");
        await stage.Client.As("autoscaler").MergePatchAsync(
            ResourceKind.Deployment, new(VirtualStage.Space, "ci-status-stable"), new() { ["spec"] = new System.Text.Json.Nodes.JsonObject { ["replicas"] = 4 } }, CancellationToken.None);
        await stage.PassAsync(5);

        await stage.ChangeAsync(changed =>
        {
            changed["spec"]!["version"] = "1.1.0";
            changed["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = "example/ci-status:1.1.0";
        });
        await stage.UntilAsync("Completed", "1.1.0");

        var stable = (await stage.DeploymentAsync("stable"))!;
        stable.WholeAt("spec", "replicas").ShouldBe(4);
        Owners(stable, "replicas").ShouldBe(["autoscaler"]);
        Owners(stable, "template").ShouldBe(["portal-rollouts"]);
        Owners((await stage.DeploymentAsync("canary"))!, "replicas").ShouldBe(["portal-scale"]);
        var written = (await stage.FindAsync())!.ItemsAt("metadata", "managedFields").Where(entry => entry.TextAt("subresource") == "status").Select(entry => entry.TextAt("manager"));
        written.ShouldBe(["portal-status"]);
        (await stage.RouteAsync()).ItemsAt("metadata", "managedFields").Where(entry => entry.ObjectAt("fieldsV1", "f:spec", "f:rules") is not null)
            .Select(entry => entry.TextAt("manager")).ShouldBe(["portal-traffic"]);
    }

    [Fact]
    public async Task S68_RolloutsThatComeAndGo_LeaveNothingBehindInTheOperator()
    {
        await using var stage = await VirtualStage.MidCanaryAsync("""[{"setWeight":20},{"analyze":{"duration":"PT1H"}},{"setWeight":100}]""");
        await stage.PassAsync(3);
        stage.Remembered.ShouldBe(1);
        for (var i = 0; i < 10; i++)
        {
            var key = new ResourceKey(VirtualStage.Space, $"plugin-{i}");
            var rollout = StageDocuments.Rollout("1.0.0", """[{"setWeight":50},{"analyze":{"duration":"PT1H"}},{"setWeight":100}]""");
            rollout["metadata"]!["name"] = key.Name;
            rollout["spec"]!["traffic"] = new System.Text.Json.Nodes.JsonObject { ["replicaRatio"] = new System.Text.Json.Nodes.JsonObject() };
            await stage.Client.CreateAsync(RolloutNames.PluginRollout, rollout, CancellationToken.None);
            await LookAsync(stage, key, 10);
            var live = (await stage.Client.FindAsync(RolloutNames.PluginRollout, key, CancellationToken.None))!;
            live["spec"]!["version"] = "1.1.0";
            live["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = "example/ci-status:1.1.0";
            await stage.Client.ReplaceAsync(RolloutNames.PluginRollout, live, CancellationToken.None);
            await LookAsync(stage, key, 24);
            stage.Remembered.ShouldBe(2);
            await stage.Client.DeleteAsync(RolloutNames.PluginRollout, key, CancellationToken.None);
            await LookAsync(stage, key, 4);
        }

        stage.Remembered.ShouldBe(1);
    }

    private static async Task LookAsync(VirtualStage stage, ResourceKey key, int looks)
    {
        for (var look = 0; look < looks; look++)
        {
            await stage.LookAsync(key);
            stage.Sleep(0.5);
        }
    }

    private static IEnumerable<string?> Owners(System.Text.Json.Nodes.JsonObject deployment, string field) => deployment.ItemsAt("metadata", "managedFields")
        .Where(entry => entry.ObjectAt("fieldsV1", "f:spec", $"f:{field}") is not null).Select(entry => entry.TextAt("manager"));

    [Fact]
    public async Task S19_PodsScaledBySomebodyElse_StayAsTheyAreScaled()
    {
        await using var stage = await VirtualStage.AppliedAsync(SampleFile.Read("guarded.yaml"));
        await ScaleStableAsync(stage, 3);
        await stage.PassAsync(3);
        await stage.UpgradeAsync("1.1.0");
        await stage.UntilAsync(status => status.WholeAt("weights", "accepted") == 10, "10 %");
        await ScaleStableAsync(stage, 5);
        await stage.PassAsync(10);
        (await stage.DeploymentAsync("stable")).WholeAt("spec", "replicas").ShouldBe(5);
        (await stage.DeploymentAsync("canary")).WholeAt("spec", "replicas").ShouldBe(5, "the canary follows");
        await stage.UntilAsync("Completed", "1.1.0");
        (await stage.DeploymentAsync("stable")).WholeAt("spec", "replicas").ShouldBe(5);
    }

    [Fact]
    public async Task S27_ConfigMapThatTheTemplateNames_MakesARevisionWhenItChanges()
    {
        await using var stage = await VirtualStage.StartAsync();
        var map = Map("one");
        await stage.Client.CreateAsync(ResourceKind.ConfigMap, map, CancellationToken.None);
        var rollout = StageDocuments.Rollout("1.0.0", Pausing);
        rollout["spec"]!["template"]!["spec"]!["containers"]![0]!["envFrom"] = new JsonArray { new JsonObject { ["configMapRef"] = new JsonObject { ["name"] = "settings" } } };
        await stage.Client.CreateAsync(RolloutNames.PluginRollout, rollout, CancellationToken.None);
        var before = (await stage.UntilAsync("Completed", "1.0.0")).TextAt("revision");

        await stage.Client.MergePatchAsync(ResourceKind.ConfigMap, map.Key(), new JsonObject { ["data"] = new JsonObject { ["LEVEL"] = "two" } }, CancellationToken.None);
        var status = await stage.UntilAsync(s => s.TextAt("phase") == "Paused", "it pauses with the same version and other settings");
        status.TextAt("revision").ShouldNotBe(before);

        await stage.Client.MergePatchAsync(ResourceKind.ConfigMap, map.Key(), new JsonObject { ["data"] = new JsonObject { ["LEVEL"] = "one" } }, CancellationToken.None);
        (await stage.UntilAsync(s => s.TextAt("phase") == "RolledBack", "back to the settings that everybody has")).TextAt("revision").ShouldBe(before);
    }

    [Fact]
    public async Task S27_ConfigMapThatMayNotBeRead_CountsForNothing()
    {
        await using var stage = await VirtualStage.StartAsync();
        stage.Handler.Fault = request => request.RequestUri!.AbsolutePath.Contains("/configmaps/", StringComparison.Ordinal) ? Refusal.Of(HttpStatusCode.Forbidden, "Forbidden") : null;
        var rollout = StageDocuments.Rollout("1.0.0", Pausing);
        rollout["spec"]!["template"]!["spec"]!["containers"]![0]!["envFrom"] = new JsonArray { new JsonObject { ["configMapRef"] = new JsonObject { ["name"] = "settings" } } };
        await stage.Client.CreateAsync(RolloutNames.PluginRollout, rollout, CancellationToken.None);
        await stage.UntilAsync("Completed", "1.0.0");
    }

    [Fact]
    public async Task S28_BlueGreenThatBecomesACanary_HasNoPreviewAnyMore()
    {
        await using var stage = await VirtualStage.AppliedAsync(SampleFile.Read("blue-green.yaml"));
        var preview = new ResourceKey(VirtualStage.Space, "ci-status-preview");
        (await stage.Client.FindAsync(ResourceKind.Service, preview, CancellationToken.None)).ShouldNotBeNull();
        await stage.UpgradeAsync("1.1.0", Pausing);
        await stage.UntilAsync(status => status.WholeAt("weights", "accepted") == 20, "20 %");
        (await stage.Client.FindAsync(ResourceKind.Service, preview, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task S30_PluginOfARollout_CannotBeChanged()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        (await Should.ThrowAsync<KubernetesException>(() => stage.ChangeAsync(rollout => rollout["spec"]!["plugin"] = "another"))).Message.ShouldContain("plugin cannot be changed");
    }

    [Fact]
    public async Task S30_ServicePort_CannotBeChanged()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        (await Should.ThrowAsync<KubernetesException>(() => stage.ChangeAsync(rollout => rollout["spec"]!["servicePort"] = 8081))).Message.ShouldContain("servicePort cannot be changed");
    }

    [Fact]
    public async Task S30_KindOfRouter_CannotBeChanged()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        (await Should.ThrowAsync<KubernetesException>(() => stage.ChangeAsync(rollout => rollout["spec"]!["traffic"] = JsonNode.Parse("""{"istio":{}}"""))))
            .Message.ShouldContain("traffic cannot move");
    }

    [Fact]
    public async Task S36_StablePodsThatDieDuringThePromotion_LeaveTrafficOnTheHealthyCanary()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await stage.UpgradeAsync("1.1.0", """[{"setWeight":100}]""", ("simulated-ready-after", "PT4S"));
        await stage.UntilAsync(status => status.TextAt("phase") == "Promoting" && status.TextAt("stable", "version") == "1.1.0", "the stable pods are replaced");
        foreach (var pod in (await stage.Client.ListAsync(ResourceKind.Pod, VirtualStage.Space, "portal.internal/arm=stable", CancellationToken.None)).Items)
        {
            await stage.Client.DeleteAsync(ResourceKind.Pod, pod.Key(), CancellationToken.None);
        }

        await stage.PassAsync(3);
        (await WeightsAsync(stage)).ShouldBe([0, 100]);
        await stage.UntilAsync("Completed", "1.1.0");
    }

    [Fact]
    public async Task S39_HeaderRule_StandsFirstAndIsGoneAfterAnAbort()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await stage.PassAsync(1);
        var before = (await stage.RouteAsync())["spec"]!.ToJsonString();
        await stage.UpgradeTo20Async(WithHeader);
        var rules = (await stage.RouteAsync()).ItemsAt("spec", "rules").ToList();
        rules[0].ItemsAt("matches").Single().ItemsAt("headers").Single().ToJsonString().ShouldBe("""{"type":"Exact","name":"x-canary","value":"yes"}""");
        rules[0].ItemsAt("matches").Single().TextAt("path", "value").ShouldBe("/");
        rules[0].ItemsAt("backendRefs").Single().TextAt("name").ShouldBe("ci-status-canary");
        rules[1].ItemsAt("backendRefs").Select(backend => backend.WholeAt("weight")).ShouldBe([80, 20]);

        await stage.AbortAsync();
        await stage.UntilAsync("Aborted", "1.1.0");
        await stage.PassAsync(2);
        (await stage.RouteAsync())["spec"]!.ToJsonString().ShouldBe(before);
    }

    [Fact]
    public async Task S40_WeightsThatAddUpToNothing_AreMended()
    {
        await using var stage = await VirtualStage.MidCanaryAsync(Pausing);
        var route = await stage.RouteAsync();
        foreach (var backend in route["spec"]!["rules"]![0]!["backendRefs"]!.AsArray())
        {
            backend!["weight"] = 0;
        }

        await stage.Client.ReplaceAsync(ResourceKind.HttpRoute, route, CancellationToken.None);
        await stage.PassAsync(2);
        (await WeightsAsync(stage)).ShouldBe([80, 20]);
    }

    [Fact]
    public async Task S43_RollbackThatIsOver_LeavesNothingOfItInTheStatus()
    {
        await using var stage = await VirtualStage.MidCanaryAsync(Pausing);
        await stage.AbortAsync();
        var status = await stage.UntilAsync("Aborted", "1.1.0");
        string[] passing = ["progressDeadlineAt", "noDataDeadlineAt", "drainUntil", "outcome", "reason", "stalled", "frozenUntil"];
        passing.Where(name => status[name] is not null).ShouldBeEmpty();
        (status.WholeAt("share"), status.WholeAt("weights", "desired")).ShouldBe((0L, 0L));
    }

    [Fact]
    public async Task S69_RolloutThatCannotBeRead_HoldsNoOtherUp()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        var poison = StageDocuments.Rollout("1.0.0", Pausing);
        poison["metadata"]!["name"] = "poison";
        poison["spec"]!["rollback"] = new JsonObject { ["keepCanaryFor"] = "P300D" };
        await stage.Client.CreateAsync(RolloutNames.PluginRollout, poison, CancellationToken.None);
        var key = new ResourceKey(VirtualStage.Space, "poison");
        await stage.LookAsync(key);
        (await stage.Client.FindAsync(RolloutNames.PluginRollout, key, CancellationToken.None)).ItemsAt("status", "conditions")
            .Single(condition => condition.TextAt("type") == "InvalidSpec").TextAt("message")!.ShouldContain("/spec/rollback/keepCanaryFor");
        await stage.UpgradeAsync("1.1.0", """[{"setWeight":100}]""");
        await stage.UntilAsync("Completed", "1.1.0");
    }

    [Fact]
    public void S67_TemplateInAnotherOrder_IsTheSameRevision() =>
        RevisionHash.Of("p", "1", "d", JsonNode.Parse("""{"a":1,"b":{"c":null,"d":[1,2]}}"""))
            .ShouldBe(RevisionHash.Of("p", "1", "d", JsonNode.Parse("""{"b":{"d":[1,2]},"a":1}""")));

    private static JsonObject Map(string level) => JsonNode.Parse(
        $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","namespace":"{{{VirtualStage.Space}}}"},"data":{"LEVEL":"{{{level}}}"}}""")!.AsObject();

    private static async Task<IEnumerable<long?>> WeightsAsync(VirtualStage stage) =>
        (await stage.RouteAsync()).ItemsAt("spec", "rules").Single().ItemsAt("backendRefs").Select(backend => backend.WholeAt("weight"));

    private static async Task<string> TargetPortAsync(VirtualStage stage, string arm) =>
        (await stage.Client.FindAsync(ResourceKind.Service, new(VirtualStage.Space, $"ci-status-{arm}"), CancellationToken.None))!["spec"]!["ports"]![0]!["targetPort"]!.ToString();

    private static Task<JsonObject> ScaleStableAsync(VirtualStage stage, int replicas) => stage.Client.MergePatchAsync(
        ResourceKind.Deployment, new(VirtualStage.Space, "ci-status-stable"), new JsonObject { ["spec"] = new JsonObject { ["replicas"] = replicas } }, CancellationToken.None);
}
