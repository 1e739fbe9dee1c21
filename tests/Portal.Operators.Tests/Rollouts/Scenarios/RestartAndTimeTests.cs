using Portal.Operators.Kubernetes;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts.Scenarios;

/// <summary>Scenarios S02 to S09: time passes while nobody looks, or passes strangely.</summary>
public sealed class RestartAndTimeTests
{
    [Fact]
    public async Task S02_PauseThatEndsWhileTheOperatorIsDown_EndsAtTheFirstLookAfterIt()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await stage.UpgradeAsync("1.1.0", """[{"setWeight":20},{"pause":{"duration":"PT30S"}},{"setWeight":100}]""");
        await stage.UntilAsync(status => status.TextAt("target", "version") == "1.1.0" && status.TextAt("phase") == "Paused", "it pauses");

        stage.Sleep(40);
        stage.Operate(null);
        await stage.PassAsync(1);

        (await stage.StatusAsync()).TextAt("phase").ShouldNotBe("Paused");
    }

    [Fact]
    public async Task S03_PauseLongerThanTheProgressDeadline_IsNoFailure()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await stage.UpgradeAsync("1.1.0", """[{"setWeight":20},{"pause":{"duration":"PT60S"}},{"setWeight":100}]""");
        await stage.ChangeAsync(rollout => rollout["spec"]!["progressDeadline"] = "PT20S");
        await stage.UntilAsync("Completed", "1.1.0");
    }

    [Fact]
    public async Task S04_PersonsPauseDuringATimedOne_OutlastsTheTimer()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await stage.UpgradeAsync("1.1.0", """[{"setWeight":20},{"pause":{"duration":"PT10S"}},{"setWeight":100}]""");
        await stage.UntilAsync(status => status.TextAt("target", "version") == "1.1.0" && status.TextAt("phase") == "Paused", "it pauses");
        await stage.ChangeAsync(rollout => rollout["spec"]!["paused"] = true);

        await stage.PassAsync(30);
        (await stage.StatusAsync()).TextAt("phase").ShouldBe("Paused");

        await stage.ChangeAsync(rollout => rollout["spec"]!["paused"] = false);
        await stage.UntilAsync("Completed", "1.1.0");
    }

    [Fact]
    public async Task S05_AbortWhilePaused_IsWrittenOnce()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await stage.UpgradeAsync("1.1.0", """[{"setWeight":20},{"pause":{}},{"setWeight":100}]""");
        await stage.UntilAsync(status => status.TextAt("target", "version") == "1.1.0" && status.TextAt("phase") is "Paused" or "AwaitingApproval", "it pauses");
        await stage.ChangeAsync(rollout => rollout["spec"]!["paused"] = true);
        await stage.AbortAsync();
        var ended = await stage.UntilAsync("Aborted", "1.1.0");

        await stage.PassAsync(2);
        var writes = stage.Handler.Writes;
        await stage.PassAsync(20);
        stage.Handler.Writes.ShouldBe(writes);
        (await stage.StatusAsync()).TextAt("finishedAt").ShouldBe(ended.TextAt("finishedAt"));
    }

    [Fact]
    public async Task S06_LeaseLostMidRollout_WritesNothingMore()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await stage.UpgradeAsync("1.1.0", """[{"setWeight":20},{"pause":{"duration":"PT5S"}},{"setWeight":100}]""");
        await stage.UntilAsync(status => status.TextAt("target", "version") == "1.1.0" && status.TextAt("phase") == "Paused", "it pauses");

        stage.Leading.IsLeader = false;
        var writes = stage.Handler.Writes;
        await stage.PassAsync(20);
        stage.Handler.Writes.ShouldBe(writes, "I3");

        stage.Leading.IsLeader = true;
        await stage.UntilAsync("Completed", "1.1.0");
    }

    [Theory]
    [InlineData(-600)]
    [InlineData(600)]
    public async Task S08_OperatorsClockJumps_NeverPromotesOnLessThanWasMeasured(int seconds)
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await stage.UpgradeAsync("1.1.0", """[{"setWeight":20},{"analyze":{"duration":"PT20S"}},{"setWeight":100}]""");
        await stage.UntilAsync(status => status.TextAt("target", "version") == "1.1.0" && status.WholeAt("stepIndex") == 1, "the analysis has begun");
        await stage.PassAsync(3);

        stage.Skew = TimeSpan.FromSeconds(seconds);
        await stage.PassAsync(5);

        var status = await stage.StatusAsync();
        (status.TextAt("phase"), status.WholeAt("stepIndex")).ShouldBe(("Progressing", 1L));
    }

    [Fact]
    public async Task S09_ApiServerAwayForFiveMinutes_LeavesTrafficAndGoesOn()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await stage.UpgradeAsync("1.1.0", """[{"setWeight":20},{"analyze":{"duration":"PT4S"}},{"setWeight":100}]""");
        await stage.UntilAsync(status => status.TextAt("target", "version") == "1.1.0" && status.WholeAt("stepIndex") == 1, "the analysis has begun");
        stage.Handler.Fault = _ => throw new HttpRequestException("connection refused");

        await stage.PassAsync(300);
        (await stage.RouteAsync()).ItemsAt("spec", "rules").Single().ItemsAt("backendRefs").Select(backend => backend.WholeAt("weight")).ShouldBe([80, 20]);

        stage.Handler.Fault = _ => null;
        await stage.UntilAsync("Completed", "1.1.0");
    }
}
