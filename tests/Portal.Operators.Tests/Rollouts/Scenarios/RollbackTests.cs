using System.Net;
using Portal.Operators.Kubernetes;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts.Scenarios;

/// <summary>Scenarios S33 to S44, S66 and S70: back to what works, whatever else is broken.</summary>
public sealed class RollbackTests
{
    private const string Steps = """[{"setWeight":20},{"analyze":{"duration":"PT30S"}},{"setWeight":100}]""";

    [Fact]
    public async Task S33_VerdictFailed_MovesTrafficThenWaitsThenScales()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await stage.UpgradeAsync("1.1.0", Steps, ("simulated-error-ratio", "0.8"));
        await stage.UntilAsync(status => status.TextAt("phase") == "RollingBack" && status.WholeAt("weights", "accepted") == 0, "traffic is back");
        (await stage.DeploymentAsync("canary")).WholeAt("spec", "replicas").ShouldBe(2, "requests under way may end");
        await stage.UntilAsync("RolledBack", "1.1.0");
        (await stage.DeploymentAsync("canary")).WholeAt("spec", "replicas").ShouldBe(0);
    }

    [Fact]
    public async Task S35_CanaryPodsCrash_EndsWithoutTrafficToThem()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        stage.ExpectsCanaryToDie = true;
        await stage.UpgradeAsync("1.1.0", Steps, ("simulated-crash-after", "PT5S"));
        var ended = await stage.UntilAsync("RolledBack", "1.1.0");
        ended.WholeAt("weights", "accepted").ShouldBe(0);
        (await stage.DeploymentAsync("canary")).WholeAt("spec", "replicas").ShouldBe(0);
    }

    [Fact]
    public async Task S44_AbortAtAnApproval_ActsAtOnce()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await stage.UpgradeAsync("1.1.0", """[{"setWeight":20},{"approve":{}},{"setWeight":100}]""");
        await stage.UntilAsync(status => status.TextAt("phase") == "AwaitingApproval", "it waits");
        await stage.AbortAsync();
        await stage.PassAsync(1);
        (await stage.StatusAsync()).WholeAt("weights", "accepted").ShouldBe(0);
    }

    [Fact]
    public async Task S66_FirstInstall_WalksNoSteps()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        var kinds = (await stage.StatusAsync()).ItemsAt("timeline").Select(entry => entry.TextAt("kind"));
        kinds.ShouldBe(["Started", "Completed"]);
    }

    [Fact]
    public async Task S70_MissingPermission_IsToldAndNeverAHotLoop()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        stage.Handler.Fault = request => request.Method == HttpMethod.Patch && request.RequestUri!.AbsolutePath.Contains("/deployments/", StringComparison.Ordinal)
            ? Refusal.Of(HttpStatusCode.Forbidden, "Forbidden", "deployments.apps is forbidden: cannot create resource")
            : null;
        await stage.UpgradeAsync("1.1.0", Steps);
        await stage.PassAsync(5);

        var status = await stage.StatusAsync();
        status.ItemsAt("conditions").Single(condition => condition.TextAt("type") == "Degraded").TextAt("message")!.ShouldContain("cannot create resource");
        var writes = stage.Handler.Writes;
        await stage.PassAsync(20);
        stage.Handler.Writes.ShouldBe(writes, "the status is written once, not at every attempt");

        stage.Handler.Fault = _ => null;
        await stage.UntilAsync(s => s.TextAt("target", "version") == "1.1.0" && s.WholeAt("stepIndex") == 1, "it goes on");
    }
}
