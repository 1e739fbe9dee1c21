using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts.Scenarios;

/// <summary>Every sample is applied, upgraded and walked to its end, and upgraded to a version that fails; users never see a request that nobody answers.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Samples => [.. SampleFile.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Sample_Upgraded_EndsWithTheNewVersionAndEverythingElseAsItWas(string sample)
    {
        var objects = Read(sample);
        await using var stage = await VirtualStage.AppliedAsync(objects);
        stage.Pace = 1;
        var before = await ForeignAsync(stage, objects);
        await stage.PassAsync(2);
        var unserved = await stage.UnservedAsync();
        await stage.UpgradeAsync("1.1.0");
        var ended = await stage.UntilAsync(status => status.TextAt("target", "version") == "1.1.0" && status.TextAt("phase") == "Completed", "it is completed", 400);
        await stage.PassAsync(15);
        (await stage.UnservedAsync()).ShouldBe(unserved);
        (await ForeignAsync(stage, objects)).ShouldBe(before);
        ended.TextAt("stable", "version").ShouldBe("1.1.0");
        ((await stage.DeploymentAsync("canary")).WholeAt("spec", "replicas") ?? 0).ShouldBe(0);
        var writes = stage.Handler.Writes;
        await stage.PassAsync(5);
        stage.Handler.Writes.ShouldBe(writes, "I7");
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Sample_UpgradedToAVersionThatCannotStart_KeepsTheOldOne(string sample)
    {
        var objects = Read(sample);
        await using var stage = await VirtualStage.AppliedAsync(objects);
        stage.Pace = 1;
        var before = await ForeignAsync(stage, objects);
        await stage.PassAsync(2);
        var unserved = await stage.UnservedAsync();
        await stage.ChangeAsync(rollout => rollout["spec"]!["progressDeadline"] = "PT20S");
        await stage.UpgradeAsync("1.1.0", ("simulated-ready-after", "PT2H"));
        var ended = await stage.UntilAsync(status => status.TextAt("phase") == "RolledBack", "it is rolled back", 200);
        await stage.PassAsync(10);
        (await stage.UnservedAsync()).ShouldBe(unserved);
        (await ForeignAsync(stage, objects)).ShouldBe(before);
        ended.TextAt("stable", "version").ShouldBe("1.0.0");
        (await stage.DeploymentAsync("stable")).TextAt("spec", "template", "metadata", "annotations", "portal.internal/version").ShouldBe("1.0.0");
    }

    /// <summary>With users for the sample that has a Service and no route.</summary>
    private static List<JsonObject> Read(string sample)
    {
        var objects = SampleFile.Read(sample).ToList();
        if (objects.Count == 1)
        {
            objects.Add(StageDocuments.Route("""[{"backendRefs":[{"name":"ci-status","port":80}]}]""", "users"));
        }

        return objects;
    }

    /// <summary>What is somebody else's: the specs of all routes, and which Ingresses there are.</summary>
    private static async Task<string> ForeignAsync(VirtualStage stage, IReadOnlyList<JsonObject> objects)
    {
        var kinds = new[] { ResourceKind.HttpRoute, ResourceKind.Ingress, ResourceKind.VirtualService };
        var found = new List<string>();
        foreach (var kind in kinds)
        {
            var items = (await stage.Client.ListAsync(kind, VirtualStage.Space, null, CancellationToken.None)).Items;
            found.AddRange(items.Select(item => $"{kind.Kind} {item.Key().Name} {item["spec"]!.ToJsonString()} {(item.ObjectAt("metadata", "annotations") ?? []).ToJsonString()}"));
        }

        found.Count.ShouldBeGreaterThanOrEqualTo(objects.Count(one => one.TextAt("kind") != RolloutNames.PluginRollout.Kind));
        return string.Join('\n', found);
    }
}
