using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Traffic;

/// <summary>The traffic split of a route. Rules that do not send to this rollout's services are none of our business.</summary>
internal static class RouteReading
{
    // No header is ever empty: what is read as this one will be set anew.
    private static readonly HeaderMatch Muddled = new("", "");

    public static ObservedRoute? Read(RouteShape shape, JsonObject? route, ResourceKey rollout)
    {
        if (route is null)
        {
            return null;
        }

        var rules = Rules(shape, route, rollout).ToList();
        if (rules.Count == 0)
        {
            return new ObservedRoute(0, Accepted: false, $"none of its rules sends to {RolloutNames.Of(rollout.Name, Arm.Stable)}", RouteAdoption.IsAdopted(route));
        }

        var weights = rules.Select(rule => CanaryWeight(shape, rule, rollout)).Distinct().ToList();
        var (accepted, problem) = shape.Acceptance(route);

        // Rules that disagree carry no single split: -1 is no weight that is ever wanted, so they will be set.
        return new ObservedRoute(weights.Count == 1 ? weights[0] : -1, accepted, problem, RouteAdoption.IsAdopted(route))
        {
            Header = Header(shape, HeaderRules(shape, route, rollout).ToList(), rules.Count),
            SetAt = shape.Acknowledges ? null : route.TimeAt("metadata", "annotations", RolloutNames.WeightSetAnnotation),
        };
    }

    /// <summary>The rules that send to the stable service.</summary>
    public static IEnumerable<JsonObject> Rules(RouteShape shape, JsonObject route, ResourceKey rollout) =>
        route.ItemsAt("spec", shape.Rules).Where(rule => Backend(shape, rule, rollout, Arm.Stable) is not null);

    /// <summary>The rules that send to the canary only: nobody but us makes such.</summary>
    public static IEnumerable<JsonObject> HeaderRules(RouteShape shape, JsonObject route, ResourceKey rollout) =>
        route.ItemsAt("spec", shape.Rules).Where(rule => IsHeaderRule(shape, rule, rollout));

    public static bool IsHeaderRule(RouteShape shape, JsonObject rule, ResourceKey rollout) =>
        rule.ItemsAt(shape.Backends).ToList() is [var only] && shape.Service(only, rollout.Namespace) == RolloutNames.Of(rollout.Name, Arm.Canary);

    public static JsonObject? Backend(RouteShape shape, JsonObject rule, ResourceKey rollout, Arm arm) =>
        rule.ItemsAt(shape.Backends).FirstOrDefault(backend => shape.Service(backend, rollout.Namespace) == RolloutNames.Of(rollout.Name, arm));

    private static int CanaryWeight(RouteShape shape, JsonObject rule, ResourceKey rollout)
    {
        var stable = shape.Weight(rule, Backend(shape, rule, rollout, Arm.Stable));
        var canary = shape.Weight(rule, Backend(shape, rule, rollout, Arm.Canary));
        return stable + canary == 0 ? -1 : (int)Math.Round(100.0 * canary / (stable + canary));
    }

    private static HeaderMatch? Header(RouteShape shape, List<JsonObject> rules, int wanted)
    {
        var headers = rules.Select(shape.Matched).Distinct().ToList();
        return rules.Count == 0 ? null : rules.Count == wanted && headers is [{ } one] ? one : Muddled;
    }
}
