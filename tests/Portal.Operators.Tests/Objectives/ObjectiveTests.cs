using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Domain.Objectives;
using Portal.Operators.Kubernetes;
using Portal.Operators.Objectives;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Objectives;

/// <summary>Objectives on a plugin's own traffic, and what they do to its rollouts.</summary>
public sealed class ObjectiveTests
{
    private const string Steps = """[{"setWeight":20},{"pause":{"duration":"PT2S"}},{"setWeight":100}]""";

    [Fact]
    public async Task Look_AtAPluginsRequests_CountsThemAndRemembersAcrossOperators()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await CreateAsync(stage, 0.9);
        for (var i = 0; i < 8; i++)
        {
            await stage.LookAtObjectivesAsync();
            await stage.PassAsync(10);
        }

        var before = await StatusAsync(stage);
        (before.TextAt("state"), before.FlagAt("paging"), before.TextAt("breaker", "state")).ShouldBe(("Healthy", false, "Closed"));
        before.NumberAt("good").ShouldNotBeNull().ShouldBeGreaterThan(99);
        before.TextAt("message").ShouldNotBeNull().ShouldContain("of the error budget is left");

        stage.Operate(null);
        await stage.LookAtObjectivesAsync();
        await stage.PassAsync(61);
        await stage.LookAtObjectivesAsync();
        (await StatusAsync(stage)).NumberAt("good").ShouldNotBeNull("the new operator goes on from what the old one wrote").ShouldBeGreaterThan(99);
    }

    [Fact]
    public async Task Look_AtABadPlugin_SpendsTheBudgetPagesAndHoldsTheNextVersion()
    {
        await using var stage = await VirtualStage.StartAsync();
        await stage.Client.CreateAsync(Operators.Rollouts.RolloutNames.PluginRollout, StageDocuments.Rollout("1.0.0", """[{"setWeight":100}]""", ("simulated-error-ratio", "0.5")), CancellationToken.None);
        await stage.UntilAsync("Completed", "1.0.0");
        await CreateAsync(stage, 0.99);
        await stage.LookAtObjectivesAsync();
        await stage.PassAsync(20);
        await stage.LookAtObjectivesAsync();
        var objective = await StatusAsync(stage);
        (objective.TextAt("state"), objective.FlagAt("paging"), objective.TextAt("breaker", "state")).ShouldBe(("Exhausted", true, "Open"));

        await stage.UpgradeAsync("1.1.0", Steps);
        await stage.PassAsync(30);
        var held = await stage.StatusAsync();
        (held.TextAt("phase"), held.TextAt("message")).ShouldBe(
            ("Pending", "Held before it begins: Objective availability burns its error budget so fast that somebody is paged."));
        (await stage.DeploymentAsync("canary")).WholeAt("spec", "replicas").ShouldBeOneOf(null, 0L);

        await stage.ChangeAsync(rollout => rollout["metadata"]!["annotations"] = new JsonObject
        {
            [ObjectiveNames.OverrideAnnotation] = """{"by":"ann","why":"It is the fix.","until":"2026-12-24T00:00:00Z"}""",
        });
        var told = await stage.UntilAsync(status => status.TextAt("phase") != "Pending", "it begins");
        told.ItemsAt("timeline").Select(entry => entry.TextAt("message")).ShouldContain(
            "ann lets it start all the same: It is the fix. Objective availability burns its error budget so fast that somebody is paged.");
    }

    [Fact]
    public async Task WatchWindow_ServiceBurnsAfterAllTrafficWasMoved_GoesBackAtOnce()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        stage.Metrics = new ScriptedSource(reading => ScriptedSource.Growing(reading, 0, 0));
        stage.Operate(null);
        await CreateAsync(stage, 0.99);
        await stage.ChangeAsync(rollout =>
        {
            rollout["spec"] = StageDocuments.Rollout("1.1.0", Steps)["spec"]!.DeepClone();
            rollout["spec"]!["analysis"]!["watchWindow"] = "PT1M";
        });
        await stage.UntilAsync(status => status.TextAt("message")?.StartsWith("All traffic is on version 1.1.0; the pods of 1.0.0 stay", StringComparison.Ordinal) == true, "it is watched");
        await stage.PassAsync(20);
        (await stage.DeploymentAsync("stable")).TextAt("spec", "template", "metadata", "annotations", "portal.internal/version").ShouldBe("1.0.0");

        await PageAsync(stage);
        var status = await stage.UntilAsync("RolledBack", "1.1.0");
        (status.WholeAt("weights", "accepted"), status.TextAt("message")).ShouldBe(
            (0, "Went wrong after all the traffic was on version 1.1.0: Objective availability burns its error budget so fast that somebody is paged."));
    }

    [Fact]
    public async Task WatchWindow_NothingHappens_ReplacesTheOldPodsAfterwards()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await stage.ChangeAsync(rollout =>
        {
            rollout["spec"] = StageDocuments.Rollout("1.1.0", Steps)["spec"]!.DeepClone();
            rollout["spec"]!["analysis"]!["watchWindow"] = "PT10S";
        });
        (await stage.UntilAsync("Completed", "1.1.0")).TextAt("stable", "version").ShouldBe("1.1.0");
    }

    [Fact]
    public async Task Gate_HalfOpen_LetsOneRevisionThroughAndNoOther()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await CreateAsync(stage, 0.9);
        await stage.LookAtObjectivesAsync();
        await HalfOpenAsync(stage);
        await stage.LookAtObjectivesAsync();
        var gate = new ObjectiveGate(stage.Client, stage.Leading, new StoppedTime((await StatusAsync(stage)).TimeAt("measuredAt")!.Value));

        (await gate.ReadAsync(VirtualStage.Key, "one", mayBegin: false, CancellationToken.None)).Obstacle.ShouldBeNull("asking alone takes no turn");
        (await gate.ReadAsync(VirtualStage.Key, "one", mayBegin: true, CancellationToken.None)).Obstacle.ShouldBeNull();
        (await gate.ReadAsync(VirtualStage.Key, "one", mayBegin: true, CancellationToken.None)).Obstacle.ShouldBeNull("it is the one");
        (await gate.ReadAsync(VirtualStage.Key, "two", mayBegin: true, CancellationToken.None)).Obstacle.ShouldBe(
            "The breaker of objective availability lets one through at a time: ci-status is being tried.");

        // Another operator takes over: whose turn it is stands in the object. A trial that never begins gives its turn back.
        stage.Operate(null);
        await stage.LookAtObjectivesAsync();
        (await StatusAsync(stage)).TextAt("breaker", "trial").ShouldBe("ci-status/one");
        await stage.PassAsync(61);
        await stage.LookAtObjectivesAsync();
        (await StatusAsync(stage)).TextAt("breaker", "trial").ShouldBeNull();
    }

    [Fact]
    public async Task Breaker_TrialCompletes_Closes()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await CreateAsync(stage, 0.9);
        await stage.LookAtObjectivesAsync();
        await HalfOpenAsync(stage);
        stage.Operate(null);
        await stage.UpgradeAsync("1.1.0", Steps);
        await stage.UntilAsync("Completed", "1.1.0");
        await stage.LookAtObjectivesAsync();
        var status = await StatusAsync(stage);
        (status.TextAt("breaker", "state"), status.TextAt("breaker", "trial")).ShouldBe(("Closed", null));
        stage.Objectives.All[^1].Breaker.ShouldBe(CircuitBreaker.Closed);
    }

    [Fact]
    public async Task Look_AtAnObjectiveThatCannotBeRead_SaysWhatIsWrong()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await CreateAsync(stage, 99.9);
        await stage.LookAtObjectivesAsync();
        var status = await StatusAsync(stage);
        status.TextAt("state").ShouldBe("Invalid");
        status.TextAt("message").ShouldNotBeNull().ShouldStartWith("/spec/objectives/0/target: A target is above 0 and below 1");
    }

    private sealed class StoppedTime(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }

    private static async Task HalfOpenAsync(VirtualStage stage)
    {
        var objective = (await stage.Client.FindAsync(ObjectiveNames.ServiceLevelObjective, new(VirtualStage.Space, "availability"), CancellationToken.None))!;
        objective["status"]!["breaker"] = new JsonObject { ["state"] = "HalfOpen", ["failures"] = 3, ["openedAt"] = "2026-01-01T00:00:00Z" };
        await stage.Client.ReplaceStatusAsync(ObjectiveNames.ServiceLevelObjective, objective, CancellationToken.None);
        // Whoever looks next reads the object.
        stage.Operate(null);
    }

    private static async Task PageAsync(VirtualStage stage)
    {
        var objective = (await stage.Client.FindAsync(ObjectiveNames.ServiceLevelObjective, new(VirtualStage.Space, "availability"), CancellationToken.None))!;
        objective["status"] = new JsonObject { ["state"] = "Watch", ["paging"] = true };
        await stage.Client.ReplaceStatusAsync(ObjectiveNames.ServiceLevelObjective, objective, CancellationToken.None);
    }

    private static async Task<JsonObject?> StatusAsync(VirtualStage stage) =>
        (await stage.Client.FindAsync(ObjectiveNames.ServiceLevelObjective, new(VirtualStage.Space, "availability"), CancellationToken.None))?.ObjectAt("status");

    private static Task<JsonObject> CreateAsync(VirtualStage stage, double target) => stage.Client.CreateAsync(
        ObjectiveNames.ServiceLevelObjective,
        JsonNode.Parse(
            """
            {"apiVersion":"portal.internal/v1alpha1","kind":"ServiceLevelObjective","metadata":{"name":"availability","namespace":"tenant-acme"},
             "spec":{"service":"ci-status","timeWindow":[{"duration":"30d","isRolling":true}],"objectives":[{"target":TARGET}],
                     "indicator":{"spec":{"ratioMetric":{"counter":true,"total":{"metricSource":{"type":"rollout","spec":{"name":"ci-status"}}}}}}}}
            """.Replace("TARGET", target.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))!.AsObject(),
        CancellationToken.None);
}
