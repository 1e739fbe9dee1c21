using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts.Scenarios;

/// <summary>More rollouts are asked for than may be under way at once.</summary>
public sealed class RolloutTurnTests
{
    private const string Steps = """[{"setWeight":20},{"analyze":{"duration":"PT3S"}},{"setWeight":100}]""";
    private static readonly string[] Names = ["ci-status", "on-call", "tech-radar"];

    [Fact]
    public async Task S27_StormOfCanaries_RunsAsManyAsAreAllowedAndTheOthersInTurn()
    {
        await using var stage = await InstalledAsync(atOnce: 1);
        await UpgradeAllAsync(stage);
        var most = 0;
        for (var seconds = 0.0; (await StatusesAsync(stage)).Exists(status => status.TextAt("phase") != "Completed"); seconds += 0.25)
        {
            seconds.ShouldBeLessThan(120, string.Join("\n", (await StatusesAsync(stage)).Select(status => status.TextAt("message"))));
            await PassAsync(stage, 0.25);
            most = Math.Max(most, (await StatusesAsync(stage)).Count(status => status.WholeAt("weights", "accepted") > 0 || status.TextAt("phase") is "Progressing" or "Promoting"));
        }

        most.ShouldBe(1);
        (await StatusesAsync(stage)).Count(status => status.ItemsAt("timeline").Any(entry => entry.TextAt("kind") == "Queued")).ShouldBe(2);
    }

    [Fact]
    public async Task S27_QueuedRollout_SaysWhatItWaitsForHasNoPodsAndCanBeAborted()
    {
        await using var stage = await InstalledAsync(atOnce: 1);
        await UpgradeAllAsync(stage);
        await PassAsync(stage, 3);
        var queued = (await StatusesAsync(stage)).FindAll(status => status["queuePlace"] is not null);
        queued.Select(status => status.WholeAt("queuePlace")).Order().ShouldBe([1, 2]);
        queued.Single(status => status.WholeAt("queuePlace") == 2).TextAt("message").ShouldBe("Queued: 1 of at most 1 rollouts of the tenant are under way. 1 is before it.");
        queued[0].ItemsAt("conditions").Single(condition => condition.TextAt("type") == "Paused").TextAt("reason").ShouldBe("Queued");
        queued.ShouldAllBe(status => status["progressDeadlineAt"] == null && status["canary"] == null);

        var last = await LastAsync(stage);
        (await stage.Client.FindAsync(ResourceKind.Deployment, last with { Name = last.Name + "-canary" }, CancellationToken.None)).ShouldBeNull();
        await ChangeAsync(stage, last, rollout => rollout["spec"]!["abort"] = new JsonObject { ["revision"] = rollout.TextAt("status", "revision"), ["by"] = "ann", ["id"] = "1" });
        await PassAsync(stage, 6);
        (await FindAsync(stage, last)).TextAt("status", "phase").ShouldBe("Aborted", "an abort waits for nobody");
    }

    [Fact]
    public async Task S27_OperatorThatTakesOver_KeepsTheLine()
    {
        await using var stage = await InstalledAsync(atOnce: 1);
        await UpgradeAllAsync(stage);
        await PassAsync(stage, 3);
        var before = (await StatusesAsync(stage)).ConvertAll(status => status.WholeAt("queuePlace"));
        stage.Operate(null);
        foreach (var name in Names)
        {
            stage.Show(await FindAsync(stage, Key(name)));
        }

        // The last of the line is looked at first.
        await stage.LookAsync(await LastAsync(stage));
        (await StatusesAsync(stage)).ConvertAll(status => status.WholeAt("queuePlace")).ShouldBe(before);
    }

    private static ResourceKey Key(string name) => new(VirtualStage.Space, name);

    private static async Task<VirtualStage> InstalledAsync(int atOnce)
    {
        var stage = await VirtualStage.StartAsync();
        stage.Caps = new(100, atOnce);
        stage.Operate(null);
        foreach (var name in Names)
        {
            if (name != VirtualStage.Plugin)
            {
                var rules = StageDocuments.OneRule.Replace(VirtualStage.Plugin, name, StringComparison.Ordinal);
                await stage.Client.CreateAsync(ResourceKind.HttpRoute, StageDocuments.Route(rules, name), CancellationToken.None);
            }

            await stage.Client.CreateAsync(RolloutNames.PluginRollout, Document(name, "1.0.0", """[{"setWeight":100}]"""), CancellationToken.None);
        }

        for (var looks = 0; (await StatusesAsync(stage)) is var all && (all.Count < Names.Length || all.Exists(status => status.TextAt("phase") != "Completed")); looks++)
        {
            looks.ShouldBeLessThan(200, "all are installed, which waits for nobody");
            await PassAsync(stage, 0.25);
        }

        return stage;
    }

    private static JsonObject Document(string name, string version, string steps)
    {
        var rollout = StageDocuments.Rollout(version, steps);
        rollout["metadata"]!["name"] = name;
        rollout["spec"]!["plugin"] = name;
        return rollout;
    }

    private static async Task UpgradeAllAsync(VirtualStage stage)
    {
        foreach (var name in Names)
        {
            await ChangeAsync(stage, Key(name), rollout => rollout["spec"] = Document(name, "1.1.0", Steps)["spec"]!.DeepClone());
            await stage.LookAsync(Key(name));
            stage.Sleep(0.1);
        }
    }

    private static async Task ChangeAsync(VirtualStage stage, ResourceKey key, Action<JsonObject> change)
    {
        var rollout = await FindAsync(stage, key);
        change(rollout);
        await stage.Client.ReplaceAsync(RolloutNames.PluginRollout, rollout, CancellationToken.None);
    }

    private static async Task<JsonObject> FindAsync(VirtualStage stage, ResourceKey key) => (await stage.Client.FindAsync(RolloutNames.PluginRollout, key, CancellationToken.None))!;

    private static async Task<List<JsonObject>> StatusesAsync(VirtualStage stage)
    {
        var all = (await stage.Client.ListAsync(RolloutNames.PluginRollout, VirtualStage.Space, null, CancellationToken.None)).Items;
        return [.. all.Select(rollout => rollout.ObjectAt("status")).OfType<JsonObject>()];
    }

    private static async Task<ResourceKey> LastAsync(VirtualStage stage) =>
        (await stage.Client.ListAsync(RolloutNames.PluginRollout, VirtualStage.Space, null, CancellationToken.None)).Items.MaxBy(rollout => rollout.WholeAt("status", "queuePlace") ?? 0)!.Key();

    private static async Task PassAsync(VirtualStage stage, double seconds)
    {
        for (var left = seconds; left > 0; left -= 0.25)
        {
            foreach (var name in Names)
            {
                await stage.LookAsync(Key(name));
            }

            stage.Sleep(0.25);
        }
    }
}
