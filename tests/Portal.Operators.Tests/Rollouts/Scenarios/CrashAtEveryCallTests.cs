using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts.Scenarios;

/// <summary>
/// S01: the operator is killed at every single call that it makes to the API server, before the server has carried it out and after. Whatever the moment,
/// the invariants hold after each write, the end is the same, nothing is told twice, and then nothing more is written.
/// </summary>
public sealed class CrashAtEveryCallTests(ITestOutputHelper output)
{
    private static readonly bool EveryRead = Environment.GetEnvironmentVariable("PORTAL_TEST_LONG") == "1";

    private const string Steps = """[{"setWeight":20},{"analyze":{"duration":"PT2S"}},{"setWeight":100}]""";

    [Theory]
    [InlineData("canary")]
    [InlineData("rollback")]
    [InlineData("deletion")]
    [InlineData("blueGreen")]
    [InlineData("nginx")]
    public async Task Operator_KilledAtEveryCall_AlwaysEndsTheSame(string story)
    {
        var quiet = await TellAsync(story, null);
        // To die between two writes is the same wherever it is: a few of the reads are enough but for the long form.
        // What other strategies and routers add are writes: for them it is enough to die after each.
        var isReduced = !EveryRead && story is "blueGreen" or "nginx";
        var kills = Enumerable.Range(0, quiet.Calls).SelectMany<int, Kill>(call => quiet.WriteCalls.Contains(call)
            ? isReduced ? [new(call, true)] : [new(call, false), new(call, true)]
            : isReduced ? []
            : EveryRead || call % 7 == 0 ? [new(call, false)] : []).ToList();
        output.WriteLine($"{story}: {quiet.Calls} calls, {quiet.WriteCalls.Count} of them writes");
        quiet.WriteCalls.Count.ShouldBeGreaterThan(5);

        await Parallel.ForEachAsync(kills, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (kill, _) =>
        {
            try
            {
                await TellAsync(story, kill);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{story}, killed at {kill}: {e.Message}", e);
            }
        });
    }

    private static async Task<MortalHandler> TellAsync(string story, Kill? kill)
    {
        await using var stage = story == "nginx" ? await VirtualStage.AppliedAsync(SampleFile.Read("canary-nginx-ingress.yaml")) : await VirtualStage.InstalledAsync();
        var before = await ForeignAsync(stage);
        stage.Operate(kill);
        var first = stage.Handler;
        await (story switch
        {
            "canary" => CanaryAsync(stage),
            "rollback" => RollbackAsync(stage),
            "blueGreen" => BlueGreenAsync(stage),
            "nginx" => NginxAsync(stage),
            _ => DeletionAsync(stage),
        });
        (await ForeignAsync(stage)).ShouldBe(before, "I5: the routes are what they were");
        first.IsDead.ShouldBe(kill is not null);
        await QuietAsync(stage);
        return first;
    }

    private static async Task CanaryAsync(VirtualStage stage)
    {
        await stage.UpgradeAsync("1.1.0", Steps);
        await EndAsync(stage, "Completed", "1.1.0");
        (await stage.StatusAsync()).TextAt("stable", "version").ShouldBe("1.1.0");
    }

    private static async Task RollbackAsync(VirtualStage stage)
    {
        await stage.UpgradeAsync("1.1.0", Steps, ("simulated-error-ratio", "0.8"));
        await EndAsync(stage, "RolledBack", "1.1.0");
        (await stage.StatusAsync()).TextAt("stable", "version").ShouldBe("1.0.0");
    }

    private static async Task BlueGreenAsync(VirtualStage stage)
    {
        await stage.ChangeAsync(rollout =>
        {
            var spec = StageDocuments.Rollout("1.1.0", Steps)["spec"]!.DeepClone();
            spec["strategy"] = JsonNode.Parse("""{"blueGreen":{"analyze":{"duration":"PT2S"},"keepOldFor":"PT1S"}}""");
            rollout["spec"] = spec;
        });
        await EndAsync(stage, "Completed", "1.1.0");
        (await stage.StatusAsync()).TextAt("stable", "version").ShouldBe("1.1.0");
    }

    private static async Task NginxAsync(VirtualStage stage)
    {
        var unserved = await stage.UnservedAsync();
        await stage.ChangeAsync(rollout =>
        {
            rollout["spec"]!["version"] = "1.1.0";
            rollout["spec"]!["strategy"] = new JsonObject { ["canary"] = new JsonObject { ["steps"] = JsonNode.Parse(Steps) } };
        });
        await EndAsync(stage, "Completed", "1.1.0");
        (await stage.UnservedAsync()).ShouldBe(unserved);
    }

    private static async Task DeletionAsync(VirtualStage stage)
    {
        await stage.UpgradeAsync("1.1.0", Steps);
        await stage.UntilAsync(status => status.WholeAt("stepIndex") == 1 && status.TextAt("target", "version") == "1.1.0", "the analysis has begun");
        await stage.Client.DeleteAsync(RolloutNames.PluginRollout, VirtualStage.Key, CancellationToken.None);
        for (var i = 0; await stage.FindAsync() is not null; i++)
        {
            i.ShouldBeLessThan(400, "I4: the deleted rollout is still there");
            await stage.PassAsync(0.25);
        }
    }

    /// <summary>The phase stands and its traces are gone.</summary>
    private static async Task EndAsync(VirtualStage stage, string phase, string version)
    {
        var status = await stage.UntilAsync(phase, version);
        await stage.PassAsync(3);
        foreach (var kind in (string[])["Started", phase])
        {
            status.ItemsAt("timeline").Count(entry => entry.TextAt("kind") == kind).ShouldBe(1, $"I6: {kind} is told once");
        }

        (await stage.DeploymentAsync("canary")).WholeAt("spec", "replicas").ShouldBe(0);
    }

    /// <summary>I7: nothing changed, nothing is written.</summary>
    private static async Task QuietAsync(VirtualStage stage)
    {
        stage.Operate(null);
        await stage.PassAsync(3);
        stage.Handler.Writes.ShouldBe(0, "I7");
    }

    /// <summary>What others have made: its labels, annotations and spec.</summary>
    private static async Task<string> ForeignAsync(VirtualStage stage)
    {
        var found = new JsonArray();
        foreach (var kind in (ResourceKind[])[ResourceKind.HttpRoute, ResourceKind.Ingress])
        {
            foreach (var route in (await stage.Client.ListAsync(kind, VirtualStage.Space, null, CancellationToken.None)).Items)
            {
                found.Add(new JsonObject
                {
                    ["name"] = route.Key().Name,
                    ["labels"] = route.At("metadata", "labels")?.DeepClone() ?? new JsonObject(),
                    ["annotations"] = route.At("metadata", "annotations")?.DeepClone() ?? new JsonObject(),
                    ["spec"] = route["spec"]!.DeepClone(),
                });
            }
        }

        return found.ToJsonString();
    }
}
