using System.Text.Json.Nodes;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Cluster;

/// <summary>The traffic split of an HTTPRoute. Rules that do not send to this rollout's services are none of our business.</summary>
internal static class RouteReading
{
    public static ObservedRoute? Read(JsonObject? route, string rollout)
    {
        if (route is null)
        {
            return null;
        }

        var weights = Rules(route, rollout).Select(rule => CanaryWeight(rule, rollout)).Distinct().ToList();
        if (weights.Count == 0)
        {
            return new ObservedRoute(0, Accepted: false, $"none of its rules sends to {RolloutNames.Of(rollout, Arm.Stable)}", RouteAdoption.IsAdopted(route));
        }

        var (accepted, problem) = Acceptance(route);
        // Rules that disagree carry no single split: -1 is no weight that is ever wanted, so they will be set.
        return new ObservedRoute(weights.Count == 1 ? weights[0] : -1, accepted, problem, RouteAdoption.IsAdopted(route));
    }

    public static IEnumerable<JsonObject> Rules(JsonObject route, string rollout) =>
        route.ItemsAt("spec", "rules").Where(rule => Backend(rule, RolloutNames.Of(rollout, Arm.Stable)) is not null);

    public static JsonObject? Backend(JsonObject rule, string service) =>
        rule.ItemsAt("backendRefs").FirstOrDefault(backend => backend.TextAt("name") == service && backend.TextAt("kind") is null or "Service");

    /// <summary>A backend without a weight has weight 1 (Gateway API, HTTPBackendRef); one that is not there has none.</summary>
    public static long Weight(JsonObject? backend) => backend is null ? 0 : backend.WholeAt("weight") ?? 1;

    private static int CanaryWeight(JsonObject rule, string rollout)
    {
        var stable = Weight(Backend(rule, RolloutNames.Of(rollout, Arm.Stable)));
        var canary = Weight(Backend(rule, RolloutNames.Of(rollout, Arm.Canary)));
        return stable + canary == 0 ? -1 : (int)Math.Round(100.0 * canary / (stable + canary));
    }

    /// <summary>Accepted by every parent that has answered, for exactly this generation.</summary>
    private static (bool Accepted, string? Problem) Acceptance(JsonObject route)
    {
        var generation = route.WholeAt("metadata", "generation") ?? 0;
        var conditions = route.ItemsAt("status", "parents").SelectMany(parent => parent.ItemsAt("conditions")).ToList();
        var refused = conditions.FirstOrDefault(c => c.TextAt("type") is "Accepted" or "ResolvedRefs" && c.TextAt("status") == "False");
        if (refused is not null)
        {
            return (false, refused.TextAt("message") ?? refused.TextAt("reason"));
        }

        var accepted = conditions.Where(c => c.TextAt("type") == "Accepted").ToList();
        return (accepted.Count > 0 && accepted.All(c => c.TextAt("status") == "True" && (c.WholeAt("observedGeneration") ?? 0) >= generation), null);
    }
}
