using System.Text.Json.Nodes;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Metrics;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts.Scenarios;

/// <summary>Scenarios S48 to S59: what is not measured is never taken for good, and what is measured is never lost.</summary>
public sealed class MeasurementTests
{
    private const string Steps = """[{"setWeight":20},{"analyze":{"duration":"PT20S"}},{"setWeight":100}]""";

    [Fact]
    public async Task S48_SourceAway_HoldsTheWeightAndResumes()
    {
        var isAway = false;
        await using var stage = await ScriptedAsync(reading => isAway ? MetricReading.Missing("Prometheus cannot be connected to") : ScriptedSource.Growing(reading, 0.2, 0));
        await stage.PassAsync(3);
        isAway = true;
        var held = await stage.UntilAsync(status => status.TextAt("verdict") == "NoData", "nothing is measured");
        (held.TextAt("message"), held.WholeAt("weights", "accepted")).ShouldBe(("No measurements: Prometheus cannot be connected to.", 20));

        isAway = false;
        var ended = await stage.UntilAsync("Completed", "1.1.0");
        ended.ItemsAt("timeline").Select(entry => entry.TextAt("kind")).ShouldContain("DataReturned");
    }

    [Fact]
    public async Task S48_SourceAwayPastItsTimeout_FollowsThePolicy()
    {
        await using var stage = await ScriptedAsync(_ => MetricReading.Missing("Prometheus cannot be connected to"));
        (await stage.UntilAsync("RolledBack", "1.1.0")).TextAt("message").ShouldBe("No measurements of version 1.1.0 for 8 s.");

        await using var holding = await ScriptedAsync(_ => MetricReading.Missing("away"), analysis => analysis["noDataPolicy"] = "Hold");
        await holding.PassAsync(120);
        var status = await holding.StatusAsync();
        (status.TextAt("phase"), status.WholeAt("weights", "accepted")).ShouldBe(("Progressing", 20));
    }

    [Fact]
    public async Task S49_NothingUsable_IsNoDataAndNeverAdvances()
    {
        await using var stage = await ScriptedAsync(_ => new MetricReading([]));
        var status = await stage.UntilAsync(s => s.TextAt("verdict") == "NoData", "nothing is measured");
        status.WholeAt("weights", "accepted").ShouldBe(20);
    }

    [Fact]
    public async Task S50_NoRequestReachesTheCanary_IsNotHealthy()
    {
        await using var stage = await ScriptedAsync(reading => new MetricReading([new("s", Arm.Stable, 100 * reading, 0, 0), new("c", Arm.Canary, 0, 0, 0)]));
        (await stage.UntilAsync(s => s.TextAt("verdict") == "NoData", "no traffic")).TextAt("message").ShouldBe("No measurements: no request has reached the canary.");
        await stage.UntilAsync("RolledBack", "1.1.0");
    }

    [Fact]
    public async Task S51_MetricThatDoesNotExist_IsNamed()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await UpgradeAsync(stage, analysis => analysis["source"] = new JsonObject { ["pods"] = new JsonObject { ["metric"] = "no_such_requests" } });
        (await stage.UntilAsync(s => s.TextAt("verdict") == "NoData", "nothing is measured")).TextAt("message")!.ShouldContain("without no_such_requests");
    }

    [Fact]
    public async Task S52_EveryMeasurementWrong_IsErrorAndNeverSuccessful()
    {
        await using var stage = await ScriptedAsync(_ => MetricReading.Misconfigured("Prometheus refuses the query: parse error"));
        (await stage.UntilAsync(s => s.TextAt("verdict") == "Error", "it is wrong")).TextAt("message").ShouldBe("Cannot be analyzed as configured: Prometheus refuses the query: parse error.");
        (await stage.UntilAsync("RolledBack", "1.1.0")).TextAt("verdict").ShouldBe("Error");
    }

    [Fact]
    public async Task S53_Inconclusive_HoldsAndAPersonMayPromote()
    {
        await using var stage = await ScriptedAsync(reading => new MetricReading([new("s", Arm.Stable, 10 * reading, 0, 0), new("c", Arm.Canary, Math.Min(reading, 5), 0, 0)]));
        await stage.PassAsync(22);
        var status = await stage.StatusAsync();
        (status.TextAt("verdict"), status.WholeAt("weights", "accepted")).ShouldBe(("Inconclusive", 20));

        await stage.OrderAsync("promote");
        await stage.UntilAsync("Completed", "1.1.0");
    }

    [Fact]
    public async Task S54_OneOfTwoMetricsFails_IsFailed()
    {
        await using var stage = await ScriptedAsync(reading => ScriptedSource.Growing(reading, 0.2, 0, slow: 12));
        var status = await stage.UntilAsync("RolledBack", "1.1.0");
        status.TextAt("verdict").ShouldBe("Failed");
        status.TextAt("message")!.ShouldContain("were slow");
    }

    [Fact]
    public async Task S55_SourceThatNeverAnswers_IsAskedOnceAtATimeAndStopsNobody()
    {
        await using var server = await LoopbackServer.StartAsync((_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var stage = await VirtualStage.InstalledAsync();
        await UpgradeAsync(stage, analysis =>
        {
            analysis["interval"] = "PT1S";
            analysis["source"] = new JsonObject { ["prometheus"] = new JsonObject { ["url"] = server.Url.ToString(), ["timeout"] = "PT30S" } };
        });
        await stage.PassAsync(4);
        // The counters and their times are two questions, each asked once however often it was looked.
        (server.Requests.Count, server.MostAtOnce).ShouldBe((2, 2));
        await stage.UntilAsync("RolledBack", "1.1.0");
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task S56_WaitingForAPerson_StillMeasuresAndTurnsBack()
    {
        await using var stage = await ScriptedAsync(reading => ScriptedSource.Growing(reading, 0.2, reading < 8 ? 0 : 6), steps: """[{"setWeight":20},{"approve":{}},{"analyze":{"duration":"PT5S"}},{"setWeight":100}]""");
        await stage.UntilAsync(status => status.TextAt("phase") == "AwaitingApproval", "it waits");
        (await stage.UntilAsync("RolledBack", "1.1.0")).TextAt("verdict").ShouldBe("Failed");
    }

    [Fact]
    public async Task S57_FailureAfterTheLastStep_WinsOverCompletion()
    {
        // Good for exactly as long as its analysis takes; the traffic is all on it when it breaks.
        await using var stage = await ScriptedAsync(reading => ScriptedSource.Growing(reading, 0.2, reading <= 5 ? 0 : 15), steps: """[{"setWeight":20},{"analyze":{"duration":"PT4S"}},{"pause":{"duration":"PT12S"}},{"setWeight":100}]""");
        (await stage.UntilAsync("RolledBack", "1.1.0")).WholeAt("weights", "accepted").ShouldBe(0);
    }

    [Fact]
    public async Task S58_CountersThatBeginAgain_AreNoImprovementAndNoHarm()
    {
        await using var stage = await ScriptedAsync(reading => ScriptedSource.Growing(1 + (reading % 7), 0.2, 0.05));
        var ended = await stage.UntilAsync("Completed", "1.1.0");
        ended.WholeAt("evidence", "canary", "errors").ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(0);

        await using var bad = await ScriptedAsync(reading => ScriptedSource.Growing(1 + (reading % 7), 0.2, 8));
        (await bad.UntilAsync("RolledBack", "1.1.0")).TextAt("verdict").ShouldBe("Failed");
    }

    [Fact]
    public async Task S59_BothVersionsFail_IsNotTheCanarysFault()
    {
        await using var stage = await ScriptedAsync(reading => ScriptedSource.Growing(reading, 16, 4));
        await stage.PassAsync(15);
        var status = await stage.StatusAsync();
        status.TextAt("phase").ShouldBe("Progressing");
        status.NumberAt("evidence", "eValue").ShouldNotBeNull().ShouldBeLessThan(5);
    }

    [Fact]
    public async Task LookBetweenTwoSamples_DoesNotPutOffTheNextOne()
    {
        await using var stage = await ScriptedAsync(reading => ScriptedSource.Growing(reading, 0.2, 0), analysis => analysis["interval"] = "PT10S");
        await stage.PassAsync(12);
        var next = await stage.LookAsync();
        stage.Sleep(next!.Value.TotalSeconds);
        (await stage.LookAsync()).ShouldBe(TimeSpan.FromSeconds(10));

        stage.Sleep(4);
        (await stage.LookAsync()).ShouldBe(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task WholeChain_PodsWithACustomName_TurnsTheTrafficBack()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        await UpgradeAsync(stage, analysis => analysis["source"] = new JsonObject { ["pods"] = new JsonObject { ["errorStatuses"] = new JsonArray("500") } }, ("simulated-error-ratio", "0.2"));
        var status = await stage.UntilAsync("RolledBack", "1.1.0");
        (status.TextAt("verdict"), status.WholeAt("weights", "accepted")).ShouldBe(("Failed", 0));
    }

    private static async Task<VirtualStage> ScriptedAsync(Func<int, MetricReading> story, Action<JsonObject>? change = null, string steps = Steps)
    {
        var stage = await VirtualStage.InstalledAsync();
        stage.Metrics = new ScriptedSource(story);
        stage.Operate(null);
        await UpgradeAsync(stage, change ?? (_ => { }), steps);
        return stage;
    }

    private static Task UpgradeAsync(VirtualStage stage, Action<JsonObject> change, params (string Name, string Value)[] behavior) => UpgradeAsync(stage, change, Steps, behavior);

    private static async Task UpgradeAsync(VirtualStage stage, Action<JsonObject> change, string steps, params (string Name, string Value)[] behavior)
    {
        await stage.ChangeAsync(rollout =>
        {
            rollout["spec"] = StageDocuments.Rollout("1.1.0", steps, behavior)["spec"]!.DeepClone();
            change(rollout["spec"]!["analysis"]!.AsObject());
        });
        await stage.UntilAsync(status => status.TextAt("target", "version") == "1.1.0" && status.WholeAt("weights", "accepted") == 20, "20 % are accepted");
    }
}
