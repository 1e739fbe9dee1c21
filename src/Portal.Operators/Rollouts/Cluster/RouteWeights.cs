using System.Text.Json.Nodes;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Cluster;

/// <summary>
/// Splits what a rule sends to the stable service between both arms. Backends of others beside it keep their share of the traffic: weights are
/// proportions (Gateway API, HTTPBackendRef), so theirs grow with ours by the same factor.
/// </summary>
internal static class RouteWeights
{
    private const int Parts = 100;

    // Gateway API: weights end at 1,000,000.
    private const long Largest = 1_000_000;

    /// <param name="rule">The rule, which is changed.</param>
    /// <param name="rollout">Whose services to split between.</param>
    /// <param name="canaryWeight">The canary's share in percent.</param>
    /// <param name="isFirst">Nobody has split this rule yet: its weights are as its owner wrote them.</param>
    public static void Split(JsonObject rule, string rollout, int canaryWeight, bool isFirst)
    {
        var stable = RouteReading.Backend(rule, RolloutNames.Of(rollout, Arm.Stable))!;
        var others = Others(rule, rollout);
        var weight = others.Count == 0 ? 1 : Base(rule, rollout, isFirst);
        foreach (var other in isFirst ? others : [])
        {
            other["weight"] = Math.Min(Largest, RouteReading.Weight(other) * Parts);
        }

        stable["weight"] = Math.Min(Largest, weight * (Parts - canaryWeight));
        Canary(rule, stable, rollout)["weight"] = Math.Min(Largest, weight * canaryWeight);
    }

    /// <summary>What both arms together weigh beside the backends of others, in the owner's own measure.</summary>
    public static long Base(JsonObject rule, string rollout, bool isFirst)
    {
        var both = new[] { Arm.Stable, Arm.Canary }.Sum(arm => RouteReading.Weight(RouteReading.Backend(rule, RolloutNames.Of(rollout, arm))));
        return Math.Max(1, isFirst ? both : both / Parts);
    }

    private static List<JsonObject> Others(JsonObject rule, string rollout) =>
        [.. rule.ItemsAt("backendRefs").Where(backend =>
            backend.TextAt("name") != RolloutNames.Of(rollout, Arm.Stable) && backend.TextAt("name") != RolloutNames.Of(rollout, Arm.Canary))];

    private static JsonObject Canary(JsonObject rule, JsonObject stable, string rollout)
    {
        var service = RolloutNames.Of(rollout, Arm.Canary);
        if (RouteReading.Backend(rule, service) is { } backend)
        {
            return backend;
        }

        var canary = stable.DeepClone().AsObject();
        canary["name"] = service;
        rule["backendRefs"]!.AsArray().Add(canary);
        return canary;
    }
}
