using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts.Scenarios;

/// <summary>Scenarios S21 to S32: what is wanted changes while it is being done.</summary>
public sealed class SpecChangeTests
{
    private const string Steps = """[{"setWeight":20},{"analyze":{"duration":"PT4S"}},{"setWeight":100}]""";

    [Fact]
    public async Task S21_ThirdVersionMidCanary_TakesTrafficFromTheSecondFirstAndStartsOver()
    {
        await using var stage = await VirtualStage.MidCanaryAsync(Steps);
        await stage.UpgradeAsync("1.2.0", Steps);
        var first = await stage.UntilAsync(status => status.TextAt("target", "version") == "1.2.0", "1.2.0 is taken up");
        (first.WholeAt("stepIndex"), first.TextAt("verdict")).ShouldBe((0L, "None"));

        var ended = await stage.UntilAsync("Completed", "1.2.0");
        ended.ItemsAt("history").Select(entry => (entry.TextAt("revision", "version"), entry.TextAt("phase"))).TakeLast(2).ShouldBe([("1.1.0", "Aborted"), ("1.2.0", "Completed")]);
    }

    [Fact]
    public async Task S22_NewCanaryWithoutReadyPods_GetsNoTraffic()
    {
        await using var stage = await VirtualStage.MidCanaryAsync(Steps);
        // Looked at by the invariants after every write: no share without a ready pod, although these take 15 s.
        await stage.UpgradeAsync("1.2.0", Steps, ("simulated-ready-after", "PT15S"));
        await stage.UntilAsync("Completed", "1.2.0");
    }

    [Fact]
    public async Task S23_BackToTheStableVersion_SkipsStepsAndIsNoFailure()
    {
        await using var stage = await VirtualStage.MidCanaryAsync(Steps);
        await stage.UpgradeAsync("1.0.0", """[{"setWeight":100}]""");
        var ended = await stage.UntilAsync("RolledBack", "1.0.0");
        (ended.TextAt("verdict"), ended.TextAt("stable", "version")).ShouldBe(("None", "1.0.0"));
    }

    [Fact]
    public async Task S24_StepsTakenAwayMidRun_AreWalkedFromTheFirst()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await stage.UpgradeAsync("1.1.0", """[{"setWeight":5},{"setWeight":10},{"setWeight":15},{"pause":{}},{"setWeight":100}]""");
        await stage.UntilAsync(status => status.TextAt("target", "version") == "1.1.0" && status.WholeAt("stepIndex") == 3, "the fourth step");
        await stage.ChangeAsync(rollout => rollout["spec"]!["strategy"] = JsonNode.Parse("""{"canary":{"steps":[{"setWeight":30},{"setWeight":100}]}}"""));
        await stage.UntilAsync("Completed", "1.1.0");
    }

    [Fact]
    public async Task S25_TemplateAndReplicasInOneChange_AreBothHonored()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await stage.UpgradeAsync("1.1.0", Steps);
        await stage.ChangeAsync(rollout => rollout["spec"]!["replicas"] = 3);
        await stage.UntilAsync("Completed", "1.1.0");
        await stage.PassAsync(2);
        var stable = await stage.DeploymentAsync("stable");
        (stable.WholeAt("spec", "replicas"), stable.TextAt("spec", "template", "metadata", "annotations", "portal.internal/version")).ShouldBe((3L, "1.1.0"));
    }

    [Fact]
    public async Task S26_ReplicasAlone_AreNoRevision()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await stage.ChangeAsync(rollout => rollout["spec"]!["replicas"] = 4);
        await stage.PassAsync(3);
        (await stage.DeploymentAsync("stable")).WholeAt("spec", "replicas").ShouldBe(4);
        (await stage.StatusAsync()).ItemsAt("history").Count().ShouldBe(1);
    }

    [Fact]
    public async Task S29_SpecThatTheSchemaLetsThrough_IsRefusedWithTheTrafficUntouchedAndRecovers()
    {
        await using var stage = await VirtualStage.MidCanaryAsync(Steps);
        await stage.ChangeAsync(rollout => rollout["spec"]!["progressDeadline"] = "PT0S");
        await stage.PassAsync(10);
        var status = await stage.StatusAsync();
        status.ItemsAt("conditions").Single(condition => condition.TextAt("type") == "InvalidSpec").TextAt("message")!.ShouldContain("/spec/progressDeadline");
        (await stage.RouteAsync()).ItemsAt("spec", "rules").Single().ItemsAt("backendRefs").Select(backend => backend.WholeAt("weight")).ShouldBe([80, 20]);

        await stage.ChangeAsync(rollout => rollout["spec"]!["progressDeadline"] = "PT5M");
        var ended = await stage.UntilAsync("Completed", "1.1.0");
        ended.ItemsAt("conditions").Select(condition => condition.TextAt("type")).ShouldNotContain("InvalidSpec");
    }

    [Fact]
    public async Task S31_AbortWithNothingUnderWay_ChangesNothing()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await stage.AbortAsync();
        await stage.PassAsync(3);
        (await stage.StatusAsync()).TextAt("phase").ShouldBe("Completed");
        (await stage.DeploymentAsync("stable")).WholeAt("spec", "replicas").ShouldBe(2);
    }

    [Fact]
    public async Task S32_AbortAfterPromote_Wins()
    {
        await using var stage = await VirtualStage.MidCanaryAsync(Steps);
        await stage.OrderAsync("promote");
        await stage.AbortAsync();
        await stage.UntilAsync("Aborted", "1.1.0");
        (await stage.StatusAsync()).TextAt("stable", "version").ShouldBe("1.0.0");
    }

    [Fact]
    public async Task S46_FixAfterAnAbort_ProceedsAsAnyOther()
    {
        await using var stage = await VirtualStage.MidCanaryAsync(Steps);
        await stage.AbortAsync();
        await stage.UntilAsync("Aborted", "1.1.0");
        await stage.ChangeAsync(rollout =>
        {
            var abort = rollout["spec"]!["abort"]!.DeepClone();
            rollout["spec"] = StageDocuments.Rollout("1.2.0", Steps)["spec"]!.DeepClone();
            rollout["spec"]!["abort"] = abort; // It was about another revision.
        });
        await stage.UntilAsync("Completed", "1.2.0");
    }

    [Fact]
    public async Task S47_FailedRevisionAppliedAgain_IsNotTriedAgainByItself()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await stage.UpgradeAsync("1.1.0", Steps, ("simulated-error-ratio", "0.8"));
        await stage.UntilAsync("RolledBack", "1.1.0");
        await stage.UpgradeAsync("1.1.0", Steps, ("simulated-error-ratio", "0.8"));
        await stage.PassAsync(20);
        (await stage.StatusAsync()).TextAt("phase").ShouldBe("RolledBack");
        (await stage.DeploymentAsync("canary")).WholeAt("spec", "replicas").ShouldBe(0);

        await stage.OrderAsync("retry");
        await stage.UntilAsync(status => status.WholeAt("attempt") == 1, "it is tried again when somebody asks");
    }
}
