using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Kubernetes;

/// <summary>What <c>kubectl describe</c> shows of decisions.</summary>
public sealed class EventRecorderTests
{
    [Fact]
    public async Task Decisions_OfACanaryThatIsRolledBack_AreEventsOfTheRollout()
    {
        await using var stage = await VirtualStage.StartAsync();
        stage.TellsEvents = true;
        stage.Operate(null);
        await stage.Client.CreateAsync(RolloutNames.PluginRollout, StageDocuments.Rollout("1.0.0", """[{"setWeight":100}]"""), CancellationToken.None);
        await stage.UntilAsync("Completed", "1.0.0");
        await stage.UpgradeAsync("1.1.0", """[{"setWeight":20},{"analyze":{"duration":"PT30S"}},{"setWeight":100}]""", ("simulated-error-ratio", "0.8"));
        await stage.UntilAsync("RolledBack", "1.1.0");

        var events = (await stage.Client.ListAsync(ResourceKind.Event, VirtualStage.Space, null, CancellationToken.None)).Items
            .Where(one => one.TextAt("regarding", "kind") == "PluginRollout").ToList();

        events.Select(one => one.TextAt("reason")).ShouldBe(
            ["Started", "Completed", "Started", "CanaryReady", "StepStarted", "WeightAccepted", "StepStarted", "RollingBack", "RolledBack"], ignoreOrder: true);
        var told = events.Single(one => one.TextAt("reason") == "RolledBack");
        (told.TextAt("type"), told.TextAt("reportingController"), told.TextAt("regarding", "name"), told.TextAt("regarding", "uid")).ShouldBe(
            ("Warning", "portal-operator", VirtualStage.Plugin, (await stage.FindAsync())!.TextAt("metadata", "uid")));
    }

    [Fact]
    public async Task Tell_TheSameAgain_CountsUpInOneSeries()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        using var recorder = new EventRecorder(stage.Client, "portal-operator", "one", TimeProvider.System, new TestLogs<EventRecorder>());
        var rollout = (await stage.FindAsync())!;
        for (var i = 0; i < 3; i++)
        {
            recorder.Tell(rollout, isWarning: true, "RouteDrift", "Something else set the weight.");
        }

        await recorder.FlushAsync(CancellationToken.None);

        var told = (await stage.Client.ListAsync(ResourceKind.Event, VirtualStage.Space, null, CancellationToken.None)).Items.Single(one => one.TextAt("reason") == "RouteDrift");
        told.WholeAt("series", "count").ShouldBe(3);
    }

    [Fact]
    public async Task Tell_MoreThanABurst_WritesTheBurst()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        using var recorder = new EventRecorder(stage.Client, "portal-operator", "one", TimeProvider.System, new TestLogs<EventRecorder>());
        var rollout = (await stage.FindAsync())!;
        for (var i = 0; i < 100; i++)
        {
            recorder.Tell(rollout, isWarning: false, "StepStarted", $"Step {i}.");
        }

        await recorder.FlushAsync(CancellationToken.None);

        (await stage.Client.ListAsync(ResourceKind.Event, VirtualStage.Space, null, CancellationToken.None)).Items.Count(one => one.TextAt("reason") == "StepStarted").ShouldBe(25);
    }

    [Fact]
    public async Task Flush_WhereEventsMayNotBeWritten_DropsThem()
    {
        await using var stage = await VirtualStage.InstalledAsync();
        stage.Cluster.Faults.Add(new(Portal.Local.Kubernetes.Faults.FaultKind.Error) { Resource = "events", Status = 403 });
        using var recorder = new EventRecorder(stage.Client, "portal-operator", "one", TimeProvider.System, new TestLogs<EventRecorder>());
        recorder.Tell((await stage.FindAsync())!, isWarning: false, "StepStarted", "Step 1.");

        await recorder.FlushAsync(CancellationToken.None);

        stage.Cluster.Faults.Hits.ShouldBe(1);
    }
}
