using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts;

/// <summary>The operator against the stand-in cluster and its simulated traffic, from the first install to the last pod.</summary>
public sealed class RolloutFlowTests
{
    private const string Steps = """[{"setWeight":20},{"analyze":{"duration":"PT2S"}},{"setWeight":60},{"analyze":{"duration":"PT1S"}},{"setWeight":100}]""";

    [Fact]
    public async Task Upgrade_GoodVersion_WalksTheStepsAndBecomesStable()
    {
        var (stage, running) = await RolloutStage.InstalledAsync();
        await using var _ = stage;

        await stage.UpgradeAsync("1.1.0", Steps);
        var status = await stage.UntilAsync("Completed", "1.1.0");

        status.WholeAt("share").ShouldBe(100);
        status.TextAt("stable", "version").ShouldBe("1.1.0");
        (await stage.CanaryWeightAsync()).ShouldBe(0);
        (await stage.DeploymentAsync("stable")).TextAt("spec", "template", "metadata", "annotations", "portal.internal/version").ShouldBe("1.1.0");
        (await stage.DeploymentAsync("canary")).WholeAt("spec", "replicas").ShouldBe(0);
        var kinds = status.ItemsAt("timeline").Select(entry => entry.TextAt("kind")).ToList();
        kinds.Count(kind => kind == "WeightAccepted").ShouldBe(3);
        kinds[^1].ShouldBe("Completed");
        status.WholeAt("evidence", "canary", "requests").ShouldNotBeNull().ShouldBeGreaterThan(100);
        running.Readings.Readings.Count(reading => reading.Sample is not null).ShouldBeGreaterThan(2);
        var route = await stage.Client.FindAsync(ResourceKind.HttpRoute, RolloutStage.Key, CancellationToken.None);
        route.ItemsAt("spec", "rules").First()["filters"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Upgrade_SlowVersion_IsRolledBack()
    {
        var (stage, _) = await RolloutStage.InstalledAsync();
        await using var __ = stage;

        await stage.UpgradeAsync("2.1.0", """[{"setWeight":20},{"analyze":{"duration":"PT60S"}}]""", ("simulated-latency-ms", "900"));
        var status = await stage.UntilAsync("RolledBack", "2.1.0");

        status.TextAt("message")!.ShouldContain("were slow");
    }

    [Fact]
    public async Task Upgrade_CrashingVersion_IsRolledBack()
    {
        var (stage, _) = await RolloutStage.InstalledAsync();
        await using var __ = stage;

        await stage.UpgradeAsync("2.2.0", """[{"setWeight":20},{"pause":{}}]""", ("simulated-crash-after", "PT2S"));
        var status = await stage.UntilAsync("RolledBack", "2.2.0");

        status.TextAt("message")!.ShouldMatch("keep crashing|no ready pod|failed");
        (await stage.CanaryWeightAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Abort_WhileWaitingForApproval_ReturnsToStable()
    {
        var (stage, _) = await RolloutStage.InstalledAsync();
        await using var __ = stage;
        await stage.UpgradeAsync("1.1.0", """[{"setWeight":20},{"approve":{}},{"setWeight":100}]""");
        var waiting = await stage.UntilAsync("AwaitingApproval", "1.1.0");

        await stage.ChangeAsync(rollout => rollout["spec"]!["abort"] =
            new JsonObject { ["revision"] = waiting.TextAt("revision"), ["by"] = "Ann", ["reason"] = "not today" });
        var status = await stage.UntilAsync("Aborted", "1.1.0");

        status.TextAt("message").ShouldBe("Aborted by Ann: not today");
        (await stage.CanaryWeightAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Approval_OfTheStep_LetsTheRolloutGoOn()
    {
        var (stage, _) = await RolloutStage.InstalledAsync();
        await using var __ = stage;
        await stage.UpgradeAsync("1.1.0", """[{"setWeight":20},{"approve":{}},{"setWeight":100}]""");
        var waiting = await stage.UntilAsync("AwaitingApproval", "1.1.0");
        (await stage.CanaryWeightAsync()).ShouldBe(20);

        await stage.ChangeAsync(rollout => rollout["spec"]!["approvals"] =
            new JsonArray { new JsonObject { ["revision"] = waiting.TextAt("revision"), ["step"] = 1, ["by"] = "Ann" } });
        var status = await stage.UntilAsync("Completed", "1.1.0");

        status.ItemsAt("timeline").Select(entry => entry.TextAt("message")).ShouldContain("Approved by Ann.");
    }

    [Fact]
    public async Task Retry_AfterRollback_RunsAgain()
    {
        var (stage, _) = await RolloutStage.InstalledAsync();
        await using var __ = stage;
        await stage.UpgradeAsync("2.0.0", """[{"setWeight":20},{"analyze":{"duration":"PT60S"}}]""", ("simulated-error-ratio", "0.5"));
        var failed = await stage.UntilAsync("RolledBack", "2.0.0");

        await stage.ChangeAsync(rollout => rollout["spec"]!["retry"] = new JsonObject { ["revision"] = failed.TextAt("revision"), ["by"] = "Ann", ["id"] = "r1" });
        var status = await stage.UntilAsync(s => s.TextAt("phase") == "RolledBack" && s.WholeAt("attempt") == 1, "the second attempt is rolled back, too");

        status.ItemsAt("timeline").Count(entry => entry.TextAt("kind") == "RolledBack").ShouldBe(2);
    }

    [Fact]
    public async Task InvalidSpec_ThenFixed_LeavesTrafficAloneAndRecovers()
    {
        var (stage, _) = await RolloutStage.InstalledAsync();
        await using var __ = stage;

        // What the schema's rules know the API server refuses; what only the operator can see, the operator.
        (await Should.ThrowAsync<KubernetesException>(() => stage.UpgradeAsync("1.1.0", """[{"setWeight":50},{"setWeight":20}]"""))).Message.ShouldContain("weights must not go down");
        await stage.ChangeAsync(rollout => rollout["spec"]!["progressDeadline"] = "PT");
        var invalid = await stage.UntilAsync(s => s.ItemsAt("conditions").Any(c => c.TextAt("type") == "InvalidSpec"), "the spec is refused");
        invalid.TextAt("message")!.ShouldContain("/spec/progressDeadline");
        (await stage.CanaryWeightAsync()).ShouldBe(0);

        await stage.UpgradeAsync("1.1.0", Steps);
        var status = await stage.UntilAsync("Completed", "1.1.0");
        status.ItemsAt("conditions").Select(c => c.TextAt("type")).ShouldNotContain("InvalidSpec");
    }

    [Fact]
    public async Task Idle_AfterCompletion_WritesNothing()
    {
        var (stage, running) = await RolloutStage.InstalledAsync();
        await using var _ = stage;
        await Task.Delay(TimeSpan.FromSeconds(1));
        running.Handler.Writes.Clear();

        await Task.Delay(TimeSpan.FromSeconds(3));

        running.Handler.Writes.ShouldBeEmpty();
    }
}
