using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;

namespace Portal.Operators.Tests.Running;

/// <summary>
/// What must hold after every single write. I1: both arms share what the stable service had, and the canary never has more than its step allows.
/// I2: nothing is sent to a service without a ready pod.
/// </summary>
internal sealed class RolloutInvariants(IKubernetesClient client, ResourceKey key)
{
    private int _weight;

    public bool ExpectsCanaryToDie { get; set; }

    public async Task CheckAsync()
    {
        var route = await client.FindAsync(ResourceKind.HttpRoute, key, CancellationToken.None);
        var rollout = await client.FindAsync(RolloutNames.PluginRollout, key, CancellationToken.None);
        if (route is null || rollout?.TextAt("status", "phase") is null || rollout.TextAt("status", "stable", "version") is null)
        {
            return;
        }

        var weight = CanaryShare(route);
        weight.ShouldBeInRange(0, 100, "I1");
        if (weight > _weight)
        {
            ((long)weight).ShouldBeLessThanOrEqualTo(Allowed(rollout), $"I1 in {rollout.ObjectAt("status")?.ToJsonString()}");
        }

        _weight = weight;
        var ready = await ReadyAsync();
        if (weight > 0 && !ExpectsCanaryToDie)
        {
            ready.ShouldContainKey("canary", $"I2: {weight} % to the canary in {rollout.ObjectAt("status")?.ToJsonString()}");
        }

        if (weight < 100)
        {
            ready.ShouldContainKey("stable", $"I2: {100 - weight} % to stable in {rollout.ObjectAt("status")?.ToJsonString()}");
        }
    }

    private static int CanaryShare(JsonObject route)
    {
        var backends = route.ItemsAt("spec", "rules").Select(rule => rule.ItemsAt("backendRefs").ToList())
            .First(backends => backends.Exists(backend => backend.TextAt("name") == $"{VirtualStage.Plugin}-stable"));
        var canary = backends.Find(b => b.TextAt("name") == $"{VirtualStage.Plugin}-canary") is { } backend ? backend.WholeAt("weight") ?? 1 : 0;
        var stable = backends.Find(b => b.TextAt("name") == $"{VirtualStage.Plugin}-stable").WholeAt("weight") ?? 1;
        return (int)Math.Round(100.0 * canary / (canary + stable));
    }

    private static long Allowed(JsonObject rollout)
    {
        var steps = StrategyDocument.ReadResource(rollout.At("spec", "strategy")).Strategy!.Steps.Take((int)(rollout.WholeAt("status", "stepIndex") ?? 0) + 1);
        return rollout.TextAt("status", "phase") switch
        {
            "Promoting" => 100,
            "Progressing" or "Paused" or "AwaitingApproval" => steps.OfType<SetWeightStep>().LastOrDefault()?.Weight ?? 0,
            _ => 0,
        };
    }

    private async Task<Dictionary<string, int>> ReadyAsync() =>
        (await client.ListAsync(ResourceKind.Pod, key.Namespace, null, CancellationToken.None)).Items
            .Where(pod => pod.ItemsAt("status", "conditions").Any(c => c.TextAt("type") == "Ready" && c.TextAt("status") == "True"))
            .GroupBy(pod => pod.Label(RolloutNames.ArmLabel) ?? "")
            .ToDictionary(arm => arm.Key, arm => arm.Count());
}
