using System.Text.Json.Nodes;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Traffic;

/// <summary>
/// Splits what a rule sends to the stable service between both arms. Backends of others beside it keep their share of the traffic: weights are
/// proportions (Gateway API, HTTPBackendRef), so theirs grow with ours by the same factor.
/// </summary>
internal static class RouteWeights
{
    private const int Parts = 100;

    // Gateway API: weights end at 1,000,000.
    private const long Largest = 1_000_000;

    /// <param name="shape">What the route looks like.</param>
    /// <param name="rule">The rule, which is changed.</param>
    /// <param name="rollout">Whose services to split between.</param>
    /// <param name="canaryWeight">The canary's share in percent.</param>
    /// <param name="isFirst">Nobody has split this rule yet: its weights are as its owner wrote them.</param>
    public static void Split(RouteShape shape, JsonObject rule, ResourceKey rollout, int canaryWeight, bool isFirst)
    {
        var stable = RouteReading.Backend(shape, rule, rollout, Arm.Stable)!;
        var others = Others(shape, rule, rollout);
        var weight = others.Count == 0 ? 1 : Base(shape, rule, rollout, isFirst);
        foreach (var other in isFirst ? others : [])
        {
            other["weight"] = Math.Min(Largest, shape.Weight(rule, other) * Parts);
        }

        stable["weight"] = Math.Min(Largest, weight * (Parts - canaryWeight));
        Canary(shape, rule, stable, rollout)["weight"] = Math.Min(Largest, weight * canaryWeight);
    }

    /// <summary>What both arms together weigh beside the backends of others, in the owner's own measure.</summary>
    public static long Base(RouteShape shape, JsonObject rule, ResourceKey rollout, bool isFirst)
    {
        var both = new[] { Arm.Stable, Arm.Canary }.Sum(arm => shape.Weight(rule, RouteReading.Backend(shape, rule, rollout, arm)));
        return Math.Max(1, isFirst ? both : both / Parts);
    }

    private static List<JsonObject> Others(RouteShape shape, JsonObject rule, ResourceKey rollout) =>
        [.. rule.ItemsAt(shape.Backends).Where(backend => !new[] { Arm.Stable, Arm.Canary }
            .Any(arm => shape.Service(backend, rollout.Namespace) == RolloutNames.Of(rollout.Name, arm)))];

    private static JsonObject Canary(RouteShape shape, JsonObject rule, JsonObject stable, ResourceKey rollout)
    {
        if (RouteReading.Backend(shape, rule, rollout, Arm.Canary) is { } backend)
        {
            return backend;
        }

        var canary = stable.DeepClone().AsObject();
        shape.Point(canary, RolloutNames.Of(rollout.Name, Arm.Canary));
        rule[shape.Backends]!.AsArray().Add(canary);
        return canary;
    }
}
